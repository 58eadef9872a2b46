package org.overtap.deploy.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.overtap.instrument.Health;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Needs;
import org.overtap.instrument.Output;
import org.overtap.instrument.Runs;
import org.overtap.instrument.WireFormat;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Revision;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/**
 * What the first version wrote into a state file, so that what it left can be shown and removed. It named nodes and no
 * more: what runs on them is worked out from the plan, with the instruments that come with overtap. Its folders carry
 * no node's name.
 */
record FormerDeployment(
        String id,
        String experiment,
        Map<String, String> connection,
        Topology topology,
        OverlayPlan plan,
        List<String> touched,
        boolean complete,
        boolean collected,
        Optional<Script> script,
        Optional<String> collectedTo) {
    static final String SCHEMA = "overtap/deployment/1";

    FormerDeployment {
        if (id == null || experiment == null || topology == null || plan == null) {
            throw new TopologyException("a deployment needs a plain id, an experiment, a topology and a plan");
        }
    }

    private static final String COLLECTOR = "collector";

    /** What the one collector of that time stored. */
    private static final Output STORED =
            new Output("flows/nfcapd.2*", "nfdump", List.of("nfdump", "-o", "line", "-R", "{folder}"));

    private static final Function<String, Optional<String>> NONE_TOLD = node -> Optional.empty();

    record Script(
            Revision original,
            Revision sent,
            boolean arrived,
            int machines,
            boolean leaving,
            Optional<Topology> before,
            ModifyMode how) {}

    /** The same as it is written today. */
    Deployment today() {
        Optional<Modification> change =
                orEmpty(script).map(s -> new Modification(s.original(), s.sent(), s.machines(), s.before(), s.how()));
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                known(),
                phase(change),
                journal(),
                new CollectedFiles(collected, collectedTo, false),
                Map.of(),
                List.of(),
                FieldNotes.NONE,
                Optional.empty());
    }

    private Phase phase(Optional<Modification> change) {
        if (orEmpty(script).filter(Script::leaving).isPresent()) {
            return new Phase.Restoring(change.orElseThrow());
        }
        if (orEmpty(script).filter(s -> !s.arrived()).isPresent()) {
            return new Phase.ChangingExperiment(change.orElseThrow());
        }
        if (complete) {
            return new Phase.Running(change);
        }
        return nodes().isEmpty() ? new Phase.Planned(change) : new Phase.Deploying(change);
    }

    private static <T> Optional<T> orEmpty(Optional<T> read) {
        return read == null ? Optional.empty() : read;
    }

    private List<String> nodes() {
        return touched == null ? List.of() : touched;
    }

    private Journal journal() {
        String root = HostTraits.DEFAULT.workFolder() + "/overtap-" + id;
        JournalEntry.Mark mark = complete ? JournalEntry.Mark.APPLIED : JournalEntry.Mark.INTENDED;
        List<JournalEntry> entries = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Daemon daemon : daemons()) {
            if (nodes().contains(daemon.node())) {
                entries.add(new JournalEntry(daemon, root, mark, Optional.empty()));
                told.add(daemon.node());
            }
        }
        // A plan that was changed may have had its collector there.
        nodes().stream()
                .filter(node -> !told.contains(node))
                .forEach(node -> entries.add(
                        new JournalEntry(formerCollector(node), root, JournalEntry.Mark.STOPPED, Optional.empty())));
        return new Journal(
                nodes().stream().map(node -> new Journal.NodeFolder(node, root)).toList(), entries);
    }

    private List<Daemon> daemons() {
        List<Instrument> all = new ArrayList<>(known());
        plan.collectors().forEach(c -> addUnknown(all, c.instrument(), Instrument.Kind.COLLECTOR));
        plan.probes().forEach(p -> addUnknown(all, p.instrument(), Instrument.Kind.PROBE));
        InstrumentCatalogue instruments = InstrumentCatalogue.of(all);
        try {
            List<Daemon> daemons = new ArrayList<>(Daemon.collectors(topology, plan, instruments, NONE_TOLD));
            daemons.addAll(Daemon.probes(topology, plan, instruments, NONE_TOLD));
            return daemons;
        } catch (PlanException e) {
            // The machines of a change that was cut off: nothing was started there.
            return List.of();
        }
    }

    private List<Instrument> known() {
        Set<String> used = new HashSet<>();
        plan.collectors().forEach(c -> used.add(c.instrument()));
        plan.probes().forEach(p -> used.add(p.instrument()));
        return InstrumentCatalogue.builtIn().all().stream()
                .filter(instrument -> used.contains(instrument.name()))
                .map(FormerDeployment::asItWas)
                .toList();
    }

    private static void addUnknown(List<Instrument> all, String name, Instrument.Kind kind) {
        if (all.stream().noneMatch(i -> i.name().equals(name))) {
            all.add(unknown(name, kind));
        }
    }

    /** One whose descriptor was not kept: how it is stopped, its folder on the node tells. */
    private static Instrument unknown(String name, Instrument.Kind kind) {
        return new Instrument(
                name,
                kind,
                "",
                List.of(new WireFormat("v9", 0, 0, 0, List.of(), Map.of())),
                List.of(),
                new Needs(List.of(), List.of(), Map.of()),
                name,
                List.of(),
                unknownProcess(name),
                kind == Instrument.Kind.COLLECTOR ? Optional.of(STORED) : Optional.empty(),
                Health.NONE,
                Optional.empty(),
                Set.of(),
                List.of(),
                "udp",
                0,
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static Runs.Process unknownProcess(String name) {
        return new Runs.Process(
                List.of(name),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                null,
                new Runs.Stop("TERM", 5));
    }

    /** The collector of that time heard everybody, and stored in one folder. */
    private static Instrument asItWas(Instrument today) {
        if (today.output().isEmpty() || !(today.runs() instanceof Runs.Process process)) {
            return today;
        }
        List<String> argv = new ArrayList<>(List.of(process.argv().get(0), "-w", "flows"));
        argv.addAll(process.argv().subList(1, process.argv().size()));
        return new Instrument(
                today.name(),
                today.kind(),
                today.summary(),
                today.formats(),
                today.families(),
                today.needs(),
                today.program(),
                today.version(),
                new Runs.Process(
                        argv,
                        process.config(),
                        process.folders(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        process.ready(),
                        process.stop()),
                Optional.of(STORED),
                Health.NONE,
                Optional.empty(),
                today.preserves(),
                today.merges(),
                today.transport(),
                today.capacity(),
                today.cpuPer100kpps(),
                today.faults(),
                today.refused(),
                today.tried(),
                today.knows());
    }

    private static Daemon formerCollector(String node) {
        return new Daemon(
                node,
                COLLECTOR,
                COLLECTOR,
                COLLECTOR,
                Instrument.Kind.COLLECTOR,
                new Needs(List.of(), List.of(), Map.of()),
                unknownProcess(COLLECTOR),
                Health.NONE,
                Optional.of(STORED),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
