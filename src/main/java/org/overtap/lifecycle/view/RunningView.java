package org.overtap.lifecycle.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Instrument;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.RecordException;
import org.overtap.record.once.FlowSelection;

/**
 * Looks at a deployment as it runs: asks its daemons, and reads what its collectors stored.
 *
 * @param shells on its nodes
 * @param notices hears what could not be found out
 */
public record RunningView(Deployment deployment, NodeShells shells, Consumer<String> notices) {
    private static final String DEPLOYMENT = "deployment";

    /** What there is to be seen now; where flows cannot be read, all else, and why. */
    public NetworkView now() throws IOException {
        List<DaemonHealth> health = Status.read(deployment.id(), measuring(), shells).stream()
                .map(this::health)
                .toList();
        NodeFieldwork work = NodeFieldwork.ask(deployment, shells, notices);
        Deployment noted = work.noted(deployment);
        List<String> notes = new ArrayList<>();
        Optional<SegmentVolume> volume = Optional.empty();
        try {
            MeasuredVolume measured = MeasuredVolume.of(
                    FlowStores.on(noted, work.routed(), shells).flows(FlowSelection.ALL));
            volume = Optional.of(measured.volume());
            notes.addAll(measured.notes());
        } catch (RecordException e) {
            notes.add("what was measured cannot be read: " + e.getMessage());
        }
        deployment
                .outages()
                .forEach(outage -> notes.add("outage: " + outage.name() + " on " + outage.node() + ": " + outage.times()
                        + ": " + outage.why()));
        return new NetworkView(
                deployment.experiment(),
                DEPLOYMENT,
                Optional.of(work.routed()),
                Optional.of(deployment.plan()),
                health,
                volume,
                notes);
    }

    private List<JournalEntry> measuring() {
        return deployment.journal().standing().stream()
                .filter(entry -> entry.daemon().kind().records())
                .toList();
    }

    private DaemonHealth health(Status.Line line) {
        boolean probe = deployment.journal().entries().stream()
                .map(JournalEntry::daemon)
                .anyMatch(daemon -> daemon.node().equals(line.node())
                        && daemon.name().equals(line.name())
                        && daemon.kind() == Instrument.Kind.PROBE);
        Map<String, Long> counters = new TreeMap<>();
        line.counters().forEach((counter, count) -> counters.put(counter.word(), count));
        return probe
                ? new DaemonHealth(
                        line.node(), DaemonHealth.PROBE, line.target(), segment(line), line.state(), counters)
                : new DaemonHealth(line.node(), DaemonHealth.COLLECTOR, "", "", line.state(), counters);
    }

    private String segment(Status.Line line) {
        return deployment.plan().probes().stream()
                .filter(probe -> probe.node().equals(line.node()))
                .flatMap(probe -> probe.interfaces().stream())
                .filter(watched -> watched.name().equals(line.target()))
                .map(OverlayPlan.MonitoredInterface::segment)
                .findFirst()
                .orElse("");
    }
}
