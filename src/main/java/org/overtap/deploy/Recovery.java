package org.overtap.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.overtap.deploy.journal.CollectedFiles;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.FieldNotes;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.Journal;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.Modification;
import org.overtap.deploy.journal.Phase;
import org.overtap.deploy.journal.Worker;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/**
 * Deployments whose state file is lost, put together from what the experiment's nodes tell. What is done on a node goes
 * by what that node itself tells, and the plan by the collector's node, which has the whole state. Changes nothing.
 *
 * @param deployments those of the experiment, by id
 * @param origins whose they are, by id
 * @param notes what could not be read, a sentence each
 */
public record Recovery(List<Deployment> deployments, Map<String, Origin> origins, List<String> notes) {
    private static final int LARGEST_COPY = 64 << 20;

    /**
     * Where a deployment comes from.
     *
     * @param by who last wrote of it: {@code USER@HOST}; empty where an earlier version did
     * @param since when the oldest of what runs was begun, by a node's clock
     */
    public record Origin(Optional<String> by, Optional<Instant> since) {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

        /** Whether it is that one's, or may be. */
        public boolean mayBeOf(Worker worker) {
            return by.isEmpty() || by.get().equals(worker.account());
        }

        String text() {
            return by.map(who -> " of " + who).orElse("") + "%s"
                    + since.map(at -> " since " + TIME.format(at)).orElse("");
        }
    }

    /** One folder of a deployment that was found on a node. */
    private record Found(String node, String path, String id, Optional<Instant> since, Optional<NodeCopy> copy) {}

    private record Answer(List<Found> found, List<String> notes) {}

    /**
     * Asks every node.
     *
     * @param topology the experiment as it is now
     * @param connection the settings under which its testbed was reached
     * @param hosts what the hosts of nodes tell of themselves, of those that can be reached
     */
    public static Recovery of(
            Topology topology, Map<String, String> connection, Map<String, HostTraits> hosts, NodeShells shells) {
        List<Answer> answers = askable(topology).parallelStream()
                .map(node -> ask(node, hosts.getOrDefault(node, HostTraits.DEFAULT), shells))
                .toList();
        List<String> notes = new ArrayList<>(
                answers.stream().flatMap(a -> a.notes().stream()).toList());
        Map<String, List<Found>> byId = new TreeMap<>();
        answers.stream().flatMap(answer -> answer.found().stream()).forEach(found -> byId.computeIfAbsent(
                        found.id(), id -> new ArrayList<>())
                .add(found));
        List<Deployment> deployments = new ArrayList<>();
        Map<String, Origin> origins = new TreeMap<>();
        byId.forEach((id, folders) -> {
            List<NodeCopy> copies = folders.stream()
                    .flatMap(found -> found.copy().stream())
                    .filter(copy -> copy.experiment().equals(topology.experiment()))
                    .toList();
            if (copies.isEmpty()) {
                folders.forEach(found -> notes.add("node " + found.node() + " has " + found.path()
                        + ", which does not tell that it belongs to " + topology.experiment() + ": it is left alone"));
            } else {
                origins.put(id, origin(folders, copies));
                deployments.add(assembled(id, folders, copies, whole(copies, notes), topology, connection)
                        .on(hosts));
            }
        });
        return new Recovery(List.copyOf(deployments), Map.copyOf(origins), List.copyOf(notes));
    }

    /** The nodes that can be asked. */
    public static List<String> askable(Topology topology) {
        return topology.nodes().stream()
                .filter(node -> node.role() != Role.SWITCH && node.machine().isPresent())
                .map(Node::name)
                .toList();
    }

    private static Origin origin(List<Found> folders, List<NodeCopy> copies) {
        return new Origin(
                copies.stream().max(Comparator.comparingLong(NodeCopy::written)).flatMap(NodeCopy::by),
                folders.stream().flatMap(found -> found.since().stream()).min(Comparator.naturalOrder()));
    }

    /** Those with another id than that. */
    public List<Deployment> beside(String id) {
        return deployments.stream().filter(one -> !one.id().equals(id)).toList();
    }

    /** What to say of a deployment beside the one of that id, if there is one: two on an experiment see all twice. */
    Optional<String> standingBeside(String id) {
        return beside(id).stream().findFirst().map(one -> offer(one, false));
    }

    /**
     * Says whose it is and what can be done about it.
     *
     * @param vacant whether nothing else is remembered here, so that it can be taken over
     */
    public String offer(Deployment one, boolean vacant) {
        return "deployment " + one.id()
                + origins.get(one.id())
                        .text()
                        .formatted(" stands on " + one.experiment() + " (" + String.join(", ", one.touched()) + ")")
                + ": "
                + (vacant ? "take it over from what its nodes tell ('overtap deploy --take-over'), or " : "")
                + "remove it ('overtap teardown --deployment " + one.id() + "')";
    }

    private static Answer ask(String node, HostTraits host, NodeShells shells) {
        try {
            CommandResult reply = shells.on(node)
                    .run(Scripts.named("found", host.workFolder(), NodeCopy.FILE)
                            .asRoot());
            if (!reply.ok()) {
                return new Answer(
                        List.of(), List.of("node " + node + " does not tell what is on it: " + reply.errorText()));
            }
            List<Found> all = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (String line : reply.out().lines().toList()) {
                String[] words = line.split(" ");
                if (words.length == 5
                        && words[0].equals("folder")
                        && words[2].matches("[A-Za-z0-9]{1,40}")
                        && words[3].matches("\\d{1,11}")) {
                    found(node, words, notes).ifPresent(all::add);
                }
            }
            return new Answer(all, notes);
        } catch (ShellException e) {
            return new Answer(List.of(), List.of(e.getMessage()));
        }
    }

    /** The folder, unless it is that of another node on the same disk. */
    private static Optional<Found> found(String node, String[] words, List<String> notes) {
        Optional<Instant> since = Optional.of(Instant.ofEpochSecond(Long.parseLong(words[3])));
        try {
            Optional<NodeCopy> copy =
                    words[4].equals("-") ? Optional.empty() : Optional.of(NodeCopy.parse(unpacked(words[4]), node));
            if (copy.isPresent() && !copy.get().node().equals(node)) {
                return Optional.empty();
            }
            return Optional.of(new Found(
                    node, words[1], words[2], since, copy.filter(own -> own.id().equals(words[2]))));
        } catch (TopologyException | IOException | IllegalArgumentException e) {
            notes.add("what " + words[1] + " on node " + node + " tells cannot be read: " + e.getMessage());
            return Optional.of(new Found(node, words[1], words[2], since, Optional.empty()));
        }
    }

    private static String unpacked(String word) throws IOException {
        byte[] packed = Base64.getDecoder().decode(word);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] text = in.readNBytes(LARGEST_COPY + 1);
            if (text.length > LARGEST_COPY) {
                throw new IOException("it is larger than " + (LARGEST_COPY >> 20) + " MiB");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** The whole state that was written last; of those that were written at once, the one that knows most. */
    private static Optional<Deployment> whole(List<NodeCopy> copies, List<String> notes) {
        List<NodeCopy> latestFirst = copies.stream()
                .sorted(Comparator.comparingLong(NodeCopy::written).reversed())
                .toList();
        List<Deployment> told = new ArrayList<>();
        long written = -1;
        for (NodeCopy copy : latestFirst) {
            if (!told.isEmpty() && copy.written() < written) {
                break;
            }
            try {
                copy.whole().ifPresent(told::add);
                written = copy.written();
            } catch (TopologyException e) {
                notes.add("the state that node " + copy.node() + " keeps cannot be read: " + e.getMessage());
            }
        }
        return told.stream().max(Comparator.comparingLong(d -> d.journal().entries().stream()
                .filter(e -> e.mark() == JournalEntry.Mark.APPLIED)
                .count()));
    }

    private static Deployment assembled(
            String id,
            List<Found> folders,
            List<NodeCopy> copies,
            Optional<Deployment> whole,
            Topology topology,
            Map<String, String> connection) {
        Journal journal = journal(folders, copies);
        return whole.map(all -> new Deployment(
                        id,
                        topology.experiment(),
                        connection,
                        all.topology(),
                        all.plan(),
                        all.instruments(),
                        all.phase(),
                        journal.testedBy(all.journal().tests()),
                        all.collected(),
                        all.hosts(),
                        all.outages(),
                        all.notes(),
                        all.minFree()))
                .orElseGet(() -> new Deployment(
                        id,
                        topology.experiment(),
                        connection,
                        topology,
                        plan(topology, copies),
                        List.of(),
                        new Phase.Deploying(Optional.empty()),
                        journal,
                        CollectedFiles.NONE,
                        Map.of(),
                        List.of(),
                        FieldNotes.NONE,
                        Optional.empty()));
    }

    private static Journal journal(List<Found> folders, List<NodeCopy> copies) {
        Map<String, String> paths = new TreeMap<>();
        folders.forEach(found -> paths.put(found.node(), found.path()));
        List<JournalEntry> entries = copies.stream()
                .flatMap(copy -> copy.entries().stream()
                        .filter(entry -> entry.node().equals(copy.node()))
                        .map(entry -> entry.in(paths.get(copy.node()))))
                .sorted(Comparator.comparing(entry -> entry.daemon().kind() == Instrument.Kind.PROBE))
                .toList();
        return new Journal(
                paths.entrySet().stream()
                        .map(e -> new Journal.NodeFolder(e.getKey(), e.getValue()))
                        .toList(),
                entries);
    }

    /** What the nodes tell of the plan where none has the whole of it: what runs, not what it was to see. */
    private static OverlayPlan plan(Topology topology, List<NodeCopy> copies) {
        return plan(
                topology,
                copies.get(0).mode(),
                copies.stream().flatMap(copy -> copy.probes().stream()).toList(),
                copies.stream().flatMap(copy -> copy.collectors().stream()).toList(),
                copies.get(0).timing());
    }

    private static OverlayPlan plan(
            Topology topology,
            String mode,
            List<OverlayPlan.Probe> probes,
            List<OverlayPlan.Collector> collectors,
            PlanTiming timing) {
        return new OverlayPlan(
                topology.experiment(),
                mode,
                new OverlayPlan.Size(
                        topology.nodes().size(), 0, topology.segments().size(), topology.conversationCount()),
                probes,
                collectors,
                new OverlayPlan.Coverage(topology.conversationCount(), 0, List.of()),
                new OverlayPlan.Bound(0, 0, false, Optional.empty()),
                List.of(),
                ExtraNodes.none(Optional.empty()),
                new OverlayPlan.ExportLoad(0, 0),
                timing);
    }

    /** A deployment of which nothing is left but what was added to the experiment's description. */
    public static Deployment ofChange(
            String id, Topology topology, Map<String, String> connection, Modification change) {
        return new Deployment(
                id,
                topology.experiment(),
                connection,
                topology,
                plan(topology, "heavyweight", List.of(), List.of(), PlanTiming.DEFAULT),
                List.of(),
                new Phase.Planned(Optional.of(change)),
                Journal.EMPTY,
                CollectedFiles.NONE,
                Map.of(),
                List.of(),
                FieldNotes.NONE,
                Optional.empty());
    }
}
