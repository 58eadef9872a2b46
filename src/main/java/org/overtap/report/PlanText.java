package org.overtap.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.overlay.ProbeLimits;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.CollectorSizing;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.HostLoad;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.format.Table;

/** An overlay plan for people. */
public final class PlanText {
    private static final int MOST_SHOWN = 20;

    private PlanText() {}

    /** As {@link #of(OverlayPlan, NodeLabels)}, of nodes with names alone. */
    public static String of(OverlayPlan plan) {
        return of(plan, NodeLabels.NONE);
    }

    /** What would be deployed, what it sees, what it costs. */
    public static String of(OverlayPlan plan, NodeLabels labels) {
        StringBuilder text = new StringBuilder();
        text.append(Table.printable(plan.experiment()))
                .append(": ")
                .append(plan.mode())
                .append(" overlay\n\n");
        text.append(probes(plan, labels)).append('\n').append(reasons(plan, labels));
        plan.collectors().forEach(c -> text.append(Table.printable(
                        "collector " + c.instrument() + " on " + labels.named(c.node()) + ", " + c.listensOn()))
                .append(c.added() ? " (node added)\n" : "\n"));
        return text + told(plan) + summary(plan, ProbeLimits.nodes(plan), labels);
    }

    /** In which form records travel where that is not the usual one, and what is measured where that is not all. */
    private static String told(OverlayPlan plan) {
        return told(
                plan.probes().stream()
                        .flatMap(
                                probe -> probe.wire().map(wire -> probe.instrument() + " as " + wire.format()).stream())
                        .distinct()
                        .toList(),
                plan.probes().stream().flatMap(probe -> probe.filter().stream()).findFirst());
    }

    /** The same, of these forms and that filter. */
    static String told(List<String> forms, Optional<String> filter) {
        StringBuilder text = new StringBuilder();
        forms.forEach(
                form -> text.append("records of ").append(Table.printable(form)).append('\n'));
        filter.ifPresent(words -> text.append("only what this filter lets pass is measured: ")
                .append(Table.printable(words))
                .append('\n'));
        return text.toString();
    }

    /** All that does not list probes. */
    static String summary(OverlayPlan plan, int nodes, NodeLabels labels) {
        StringBuilder text = new StringBuilder(coverage(
                plan.coverage(), plan.flows().isPresent() ? "ordered pairs of hosts" : "conversations", labels));
        text.append(plan.flows().map(PlanText::flows).orElse(""))
                .append(bound(plan.bound(), nodes))
                .append(plan.own().map(PlanText::own).orElse(""))
                .append(load(plan))
                .append(plan.collecting().map(PlanText::sizing).orElse(""))
                .append(extra(plan.extra()));
        plan.bill()
                .ifPresent(bill -> text.append(bill(
                        bill,
                        plan.change().map(ExperimentChange::endNodeShapingOff).orElse(false))));
        plan.notes()
                .forEach(note ->
                        text.append("note: ").append(Table.printable(note)).append('\n'));
        return text.toString();
    }

    private static Table probes(OverlayPlan plan, NodeLabels labels) {
        Table table = new Table("probe on", "instrument", "interfaces", "collector");
        plan.probes()
                .forEach(p -> table.row(
                        labels.named(p.node()),
                        p.instrument(),
                        p.interfaces().stream()
                                .map(i -> i.name() + " (" + i.segment() + ")")
                                .collect(Collectors.joining(", ")),
                        p.collector().map(labels::named).orElse("stored there")));
        return table;
    }

    private static String reasons(OverlayPlan plan, NodeLabels labels) {
        StringBuilder text = new StringBuilder();
        plan.probes()
                .forEach(p -> p.why().ifPresent(why -> text.append(Table.printable(labels.named(p.node()) + ": " + why))
                        .append('\n')));
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    private static String sizing(CollectorSizing sizing) {
        return String.format(
                Locale.ROOT,
                "collectors: at least %d needed, each takes %.0f records/s (%s binds)%n",
                sizing.lowerBound(),
                sizing.limit(),
                sizing.binding() == CollectorSizing.Binding.CAPACITY
                        ? "its capacity"
                        : "the control network of " + sizing.controlMbit() + " Mbit/s");
    }

    private static String flows(FlowPlan flows) {
        return String.format(
                Locale.ROOT,
                "flows: between %d hosts, routes %s; a flow is seen %.2f times and counted once, by its owner%n"
                        + "owners: at most %d pairs (or traffic) each, %.2f on average; every link would cost %d%n",
                flows.hosts(),
                flows.routes().equals("read") ? "read from the nodes" : "assumed shortest",
                flows.recordsPerFlow(),
                flows.maxLoad(),
                flows.meanLoad(),
                flows.linkCover());
    }

    private static String coverage(OverlayPlan.Coverage coverage, String what, NodeLabels labels) {
        StringBuilder text = new StringBuilder(
                "coverage: " + coverage.observed() + " of " + coverage.conversations() + " " + what + "\n");
        coverage.uncovered().stream().limit(MOST_SHOWN).forEach(u -> text.append("  nobody sees ")
                .append(Table.printable(labels.named(u.a()) + " <-> " + labels.named(u.b()) + " on " + u.segment()))
                .append('\n'));
        long rest = coverage.conversations() - coverage.observed() - MOST_SHOWN;
        return text + (rest > 0 ? "  and " + rest + " more\n" : "");
    }

    /** Where nodes do not cost 1 each, their cost is not their number. */
    private static String bound(OverlayPlan.Bound bound, int nodes) {
        String what = bound.cost() == nodes
                ? "probing nodes: " + nodes
                : "probing nodes: " + nodes + " of cost " + bound.cost();
        String quality = bound.proven() ? "proven to be the least" : "at least " + bound.lowerBound() + " are needed";
        String greedy = bound.greedy()
                .map(cost -> ", the paper's greedy would take " + cost)
                .orElse("");
        return what + ", " + quality + greedy + "\n";
    }

    private static String own(HostLoad own) {
        String quality = own.proven()
                ? "proven to be the least for so many extra nodes"
                : "no plan with as many extra nodes leaves less than " + own.lowerBound();
        return "left on the experiment's own nodes: " + own.probes() + " probes of cost " + own.cost() + ", " + quality
                + "\n";
    }

    private static String load(OverlayPlan plan) {
        return String.format(
                Locale.ROOT,
                "export: about %.1f records/s, %.1f kbit/s on the control network%n",
                plan.export().recordsPerSecond(),
                plan.export().bitsPerSecond() / 1000.0);
    }

    private static String extra(ExtraNodes extra) {
        if (extra.nodes() == 0) {
            return "extra nodes: 0"
                    + extra.free().map(count -> ", " + count + " free").orElse("") + "\n";
        }
        String worst = extra.nodesMax() > extra.nodes() ? " (at worst " + extra.nodesMax() + ")" : "";
        String kinds = extra.shapers() + " shapers, " + extra.taps() + " taps, " + extra.collectors() + " collectors";
        return "extra nodes: " + extra.nodes() + worst + ": " + kinds
                + extra.free()
                        .map(count -> "; " + count + " free" + byType(extra)
                                + (extra.sufficient().orElse(true) ? "" : ", TOO FEW"))
                        .orElse("; how many are free is not known")
                + "\n";
    }

    private static String byType(ExtraNodes extra) {
        String types = extra.freeByType().entrySet().stream()
                .map(type -> type.getValue() + " " + Table.printable(type.getKey()))
                .collect(Collectors.joining(", "));
        return types.isEmpty() ? "" : " (" + types + ")";
    }

    private static String machines(ChangeEstimate.Machines machines) {
        String worst = machines.nodesMax() > machines.nodes() ? " (at worst " + machines.nodesMax() + ")" : "";
        String type = machines.type().map(name -> " of type " + name).orElse("");
        String nics = machines.nics() > 0 ? ", with " + machines.nics() + " network interfaces in use" : "";
        return "  " + machines.nodes() + worst + " x " + machines.kind() + type + nics + "\n";
    }

    private static String bandwidths(List<ChangeEstimate.Bandwidth> bandwidths) {
        return bandwidths.stream()
                .map(b -> "; " + b.member() + " gets " + b.kbitPerSecond() + " kbit/s, not " + b.before())
                .collect(Collectors.joining());
    }

    private static String bill(ChangeEstimate bill, boolean endNodeShapingOff) {
        StringBuilder text = new StringBuilder("\nthe bill, before anything is changed:\n");
        bill.newExperiment()
                .ifPresentOrElse(
                        anew -> text.append(newExperiment(anew, bill.minutes())),
                        () -> text.append(interruption(bill)));
        if (endNodeShapingOff) {
            text.append("  nodes that shape their own traffic stop doing so, on every segment: added shapers do it\n");
        }
        bill.machines().forEach(machines -> text.append(machines(machines)));
        bill.intrusion().forEach(i -> text.append("  on ")
                .append(Table.printable(i.segment() + ": up to " + i.hops() + " added hops, before "
                        + String.join(", ", i.members()) + bandwidths(i.bandwidths())))
                .append('\n'));
        return text.toString();
    }

    /** Nobody is to think that machines are added to what runs. */
    private static String newExperiment(ChangeEstimate.NewExperiment anew, int minutes) {
        String worst = anew.nodesMax() > anew.nodes() ? " (at worst " + anew.nodesMax() + ")" : "";
        String why = anew.reason().isEmpty() ? "" : "  " + Table.printable("because " + anew.reason()) + "\n";
        return "  a NEW experiment, which you start: " + anew.nodes() + worst + " machines, in about " + minutes
                + " minutes (an estimate)\n" + why
                + "  the one that runs stays as it is, and nothing that is on its machines goes along\n";
    }

    private static String interruption(ChangeEstimate bill) {
        StringBuilder text = new StringBuilder();
        text.append("  about ").append(bill.minutes()).append(" minutes without the experiment (an estimate)\n");
        text.append("  ")
                .append(bill.nodesAtRisk())
                .append(" nodes may come up as other machines with fresh disks; ")
                .append(
                        bill.nodesRebooted() == 0
                                ? "those that stay are not rebooted\n"
                                : bill.nodesRebooted() + " boot again: every process on them ends\n");
        text.append(
                bill.eventsReplayed()
                        ? "  the experiment's events start from the beginning\n"
                        : "  the experiment's events are not restarted\n");
        return text.toString();
    }
}
