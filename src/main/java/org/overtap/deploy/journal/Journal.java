package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.overtap.instrument.Arrival;
import org.overtap.topology.TopologyException;

/**
 * What was made on an experiment's nodes: each entry was written here before anything was done about it, so that what
 * was made can be shown and removed by this alone.
 *
 * @param folders the folder that was or may have been made on each node; all else lies in it
 * @param entries what was started, in the order in which it is started: collectors first
 * @param tests what was sent only to test it, each kind once
 */
public record Journal(
        List<NodeFolder> folders,
        List<JournalEntry> entries,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TestTraffic> tests) {
    /** A deployment of which nothing was made. */
    public static final Journal EMPTY = new Journal(List.of(), List.of());

    /** A deployment's folder on a node. */
    public record NodeFolder(String node, String path) {
        public NodeFolder {
            if (node == null || path == null || !path.matches("/.*/overtap-[^/]+")) {
                throw new TopologyException(
                        "a folder of a deployment on a node lies in " + path + ", where overtap makes none");
            }
        }
    }

    public Journal {
        TreeMap<String, NodeFolder> byNode = new TreeMap<>();
        if (folders != null) {
            folders.forEach(folder -> byNode.put(folder.node(), folder));
        }
        folders = List.copyOf(byNode.values());
        entries = entries == null ? List.of() : List.copyOf(entries);
        tests = tests == null ? List.of() : tests.stream().distinct().toList();
    }

    /** A journal of something that was not tested yet. */
    public Journal(List<NodeFolder> folders, List<JournalEntry> entries) {
        this(folders, entries, List.of());
    }

    /** Whether nothing is on any node. */
    public boolean isEmpty() {
        return folders.isEmpty();
    }

    /** Nodes on which something was or may have been made, by name. */
    public List<String> nodes() {
        return folders.stream().map(NodeFolder::node).toList();
    }

    /** The deployment's folder on that node, if one was made there. */
    public Optional<String> folder(String node) {
        return folders.stream()
                .filter(f -> f.node().equals(node))
                .map(NodeFolder::path)
                .findFirst();
    }

    /** What may run. */
    public List<JournalEntry> standing() {
        return entries.stream().filter(JournalEntry::stands).toList();
    }

    /** How many seconds what probes saw last may stay with them where nothing follows, beyond their timeouts. */
    public int late() {
        return standing().stream()
                .flatMap(entry -> entry.daemon().arrival().flatMap(Arrival::late).stream())
                .mapToInt(seconds -> seconds)
                .max()
                .orElse(0);
    }

    /** What was or may have been made on that node. */
    public List<JournalEntry> on(String node) {
        return entries.stream().filter(entry -> entry.node().equals(node)).toList();
    }

    /**
     * The same, about to start these. What runs already with the same words keeps its mark; what ran in the same place
     * with others is replaced; all else stays.
     */
    Journal intending(List<JournalEntry> wanted) {
        List<NodeFolder> made = new ArrayList<>(folders);
        wanted.forEach(entry -> made.add(new NodeFolder(entry.node(), entry.root())));
        List<JournalEntry> all = new ArrayList<>();
        wanted.forEach(entry -> all.add(at(entry.place())
                .filter(JournalEntry::stands)
                .map(there -> there.daemon().equals(entry.daemon()) ? there : entry.replacing(there))
                .orElse(entry)));
        List<String> places = wanted.stream().map(JournalEntry::place).toList();
        entries.stream().filter(entry -> !places.contains(entry.place())).forEach(all::add);
        return new Journal(made, all, tests);
    }

    /**
     * The daemon in a folder where it may be: where one was whose records are read otherwise, they must still be found, and
     * it gets another.
     */
    Daemon housed(Daemon daemon) {
        List<Daemon> there =
                on(daemon.node()).stream().map(JournalEntry::daemon).toList();
        String name = daemon.name();
        for (int number = 2; ; number++) {
            String folder = name;
            if (there.stream().filter(its -> its.name().equals(folder)).allMatch(daemon::recordsAs)) {
                return daemon.in(folder);
            }
            name = daemon.name() + "-" + number;
        }
    }

    private Optional<JournalEntry> at(String place) {
        return entries.stream().filter(entry -> entry.place().equals(place)).findFirst();
    }

    /** The same with a mark at that place. */
    Journal marked(JournalEntry marked, JournalEntry.Mark mark) {
        return each(entry -> entry.place().equals(marked.place()) ? entry.marked(mark) : entry);
    }

    /** The same, about to be tested by these. */
    public Journal testedBy(List<TestTraffic> traffic) {
        List<TestTraffic> all = new ArrayList<>(tests);
        all.addAll(traffic);
        return new Journal(folders, entries, all);
    }

    /** The same on an experiment that has only those nodes: what was on others is gone with them. */
    public Journal only(Predicate<String> there) {
        return new Journal(
                folders.stream().filter(f -> there.test(f.node())).toList(),
                entries.stream().filter(e -> there.test(e.node())).toList(),
                tests);
    }

    private Journal each(UnaryOperator<JournalEntry> change) {
        return new Journal(folders, entries.stream().map(change).toList(), tests);
    }
}
