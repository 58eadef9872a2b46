package org.overtap.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Needs;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.shell.ShellException;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/** Which nodes could carry a probe and a collector, found out before a plan is made. Changes nothing on them. */
public final class NodePreflight {
    private NodePreflight() {}

    /**
     * The nodes that could not, each with the reason.
     *
     * @param options names the instruments that would run
     * @param hosts what the hosts of nodes tell of themselves, of those that can be reached
     */
    public static Map<String, String> unfit(
            Topology topology,
            PlanOptions options,
            InstrumentCatalogue instruments,
            Map<String, HostTraits> hosts,
            NodeShells shells) {
        InstrumentChoice choice = InstrumentChoice.of(options, instruments, InstrumentChoice.families(topology));
        List<Step> checks = topology.nodes().stream()
                .filter(node -> node.role() != Role.SWITCH && node.machine().isPresent())
                .<Step>map(node -> new PreflightStep(
                        node.name(),
                        hosts.getOrDefault(node.name(), HostTraits.DEFAULT),
                        needs(choice.on(node.name()).probe(), choice.collector())))
                .toList();
        Map<String, String> reasons = new TreeMap<>();
        checks.parallelStream().forEach(check -> {
            try {
                check.apply(shells.on(check.node()));
            } catch (ShellException | DeployException e) {
                synchronized (reasons) {
                    reasons.put(check.node(), e.getMessage());
                }
            }
        });
        return reasons;
    }

    private static Map<String, Needs> needs(Instrument probe, Optional<Instrument> collector) {
        Map<String, Needs> needs = new TreeMap<>();
        needs.put(probe.name(), probe.needs());
        collector.ifPresent(c -> needs.put(c.name(), c.needs()));
        return needs;
    }
}
