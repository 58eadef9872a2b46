package org.overtap.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.Journal;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.Phase;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/**
 * Deployments whose state file is lost, put together from what the experiment's nodes tell. What is done on a node goes
 * by what that node itself tells, and the plan by the collector's node, which has the whole state. Changes nothing.
 *
 * @param deployments those of the experiment, by id
 * @param notes what could not be read, a sentence each
 */
public record Recovery(List<Deployment> deployments, List<String> notes) {
    private static final int LARGEST_COPY = 64 << 20;

    /** One folder of a deployment that was found on a node. */
    private record Found(String node, String path, String id, Optional<NodeCopy> copy) {}

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
        List<Answer> answers = topology.nodes().stream()
                .filter(node -> node.role() != Role.SWITCH && node.machine().isPresent())
                .toList()
                .parallelStream()
                .map(node -> ask(node.name(), hosts.getOrDefault(node.name(), HostTraits.DEFAULT), shells))
                .toList();
        List<String> notes = new ArrayList<>(
                answers.stream().flatMap(a -> a.notes().stream()).toList());
        Map<String, List<Found>> byId = new TreeMap<>();
        answers.stream().flatMap(answer -> answer.found().stream()).forEach(found -> byId.computeIfAbsent(
                        found.id(), id -> new ArrayList<>())
                .add(found));
        List<Deployment> deployments = new ArrayList<>();
        byId.forEach((id, folders) -> {
            List<NodeCopy> copies = folders.stream()
                    .flatMap(found -> found.copy().stream())
                    .filter(copy -> copy.experiment().equals(topology.experiment()))
                    .toList();
            if (copies.isEmpty()) {
                folders.forEach(found -> notes.add("node " + found.node() + " has " + found.path()
                        + ", which does not tell that it belongs to " + topology.experiment() + ": it is left alone"));
            } else {
                deployments.add(assembled(id, folders, copies, whole(copies, notes), topology, connection)
                        .on(hosts));
            }
        });
        return new Recovery(List.copyOf(deployments), List.copyOf(notes));
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
                if (words.length == 4 && words[0].equals("folder") && words[2].matches("[A-Za-z0-9]{1,40}")) {
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
        try {
            Optional<NodeCopy> copy =
                    words[3].equals("-") ? Optional.empty() : Optional.of(NodeCopy.parse(unpacked(words[3]), node));
            if (copy.isPresent() && !copy.get().node().equals(node)) {
                return Optional.empty();
            }
            return Optional.of(new Found(
                    node, words[1], words[2], copy.filter(own -> own.id().equals(words[2]))));
        } catch (TopologyException | IOException | IllegalArgumentException e) {
            notes.add("what " + words[1] + " on node " + node + " tells cannot be read: " + e.getMessage());
            return Optional.of(new Found(node, words[1], words[2], Optional.empty()));
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

    /** The whole state that knows most. */
    private static Optional<Deployment> whole(List<NodeCopy> copies, List<String> notes) {
        List<Deployment> told = new ArrayList<>();
        for (NodeCopy copy : copies) {
            try {
                copy.whole().ifPresent(told::add);
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
                        all.outages()))
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
                        List.of()));
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
        List<OverlayPlan.Probe> probes =
                copies.stream().flatMap(copy -> copy.probes().stream()).toList();
        List<OverlayPlan.Collector> collectors =
                copies.stream().flatMap(copy -> copy.collectors().stream()).toList();
        return new OverlayPlan(
                topology.experiment(),
                copies.get(0).mode(),
                new OverlayPlan.Size(
                        topology.nodes().size(), 0, topology.segments().size(), topology.conversationCount()),
                probes,
                collectors,
                new OverlayPlan.Coverage(topology.conversationCount(), 0, List.of()),
                new OverlayPlan.Bound(0, 0, false, Optional.empty()),
                List.of(),
                ExtraNodes.none(Optional.empty()),
                new OverlayPlan.ExportLoad(0, 0),
                copies.get(0).timing());
    }
}
