package org.overtap.record.anonymise;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.plan.ChangeEstimate;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlannedTap;

/**
 * A plan with the same probes, owners and numbers. Notes, reasons, hardware types and images are left out; lists that
 * were sorted by name are sorted by what is shown.
 */
final class DisguisedPlan {
    private final Disguise disguise;

    DisguisedPlan(Disguise disguise) {
        this.disguise = disguise;
    }

    OverlayPlan of(OverlayPlan plan) {
        return new OverlayPlan(
                disguise.experiment(plan.experiment()),
                plan.mode(),
                plan.topology(),
                plan.probes().stream()
                        .map(this::probe)
                        .sorted(Comparator.comparing(OverlayPlan.Probe::node))
                        .toList(),
                plan.collectors().stream()
                        .map(this::collector)
                        .sorted(Comparator.comparing(OverlayPlan.Collector::node))
                        .toList(),
                coverage(plan.coverage()),
                plan.bound(),
                plan.segments().stream()
                        .map(this::owners)
                        .sorted(Comparator.comparing(OverlayPlan.Owners::name))
                        .toList(),
                extra(plan.extra()),
                plan.export(),
                plan.timing(),
                plan.collecting(),
                List.of(),
                plan.abridged(),
                plan.change().map(this::change),
                plan.bill().map(this::bill),
                plan.flows().map(this::flows),
                plan.own());
    }

    private OverlayPlan.Probe probe(OverlayPlan.Probe probe) {
        return new OverlayPlan.Probe(
                disguise.node(probe.node()),
                probe.interfaces().stream()
                        .map(watched -> new OverlayPlan.MonitoredInterface(
                                disguise.iface(probe.node(), watched.name()),
                                disguise.segment(watched.segment()),
                                watched.sourceId()))
                        .toList(),
                disguise.instrument(probe.instrument()),
                probe.collector().map(disguise::node),
                probe.wire(),
                // It may name addresses.
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private OverlayPlan.Collector collector(OverlayPlan.Collector collector) {
        return new OverlayPlan.Collector(
                disguise.node(collector.node()),
                disguise.instrument(collector.instrument()),
                collector.port(),
                collector.added(),
                // Whose broker it is is left out.
                collector.transport());
    }

    private OverlayPlan.Coverage coverage(OverlayPlan.Coverage coverage) {
        return new OverlayPlan.Coverage(
                coverage.conversations(),
                coverage.observed(),
                coverage.uncovered().stream()
                        .map(pair -> new OverlayPlan.Uncovered(
                                disguise.segments(pair.segment(), ","),
                                disguise.node(pair.a()),
                                disguise.node(pair.b())))
                        .toList());
    }

    private OverlayPlan.Owners owners(OverlayPlan.Owners owners) {
        return new OverlayPlan.Owners(
                disguise.segment(owners.name()), owners.kind(), owners.medium(), disguise.nodes(owners.owners()));
    }

    private static ExtraNodes extra(ExtraNodes extra) {
        return new ExtraNodes(
                extra.nodes(),
                extra.nodesMax(),
                extra.shapers(),
                extra.taps(),
                extra.collectors(),
                extra.free(),
                extra.sufficient(),
                Map.of());
    }

    private ExperimentChange change(ExperimentChange change) {
        List<PlannedTap> taps = change.taps().stream()
                .map(tap -> new PlannedTap(
                        disguise.segment(tap.segment()),
                        tap.at().stream().map(disguise::endpoint).toList(),
                        tap.style(),
                        tap.node().map(disguise::node)))
                .toList();
        return new ExperimentChange(
                change.style(),
                taps,
                disguise.nodes(change.collectors()),
                change.endNodeShapingOff(),
                Optional.empty());
    }

    private ChangeEstimate bill(ChangeEstimate bill) {
        return new ChangeEstimate(
                bill.nics(),
                bill.minutes(),
                bill.nodesAtRisk(),
                bill.eventsReplayed(),
                bill.intrusion().stream().map(this::intrusion).toList(),
                bill.machines().stream()
                        .map(m -> new ChangeEstimate.Machines(
                                m.kind(), Optional.empty(), m.nodes(), m.nodesMax(), m.nics()))
                        .toList(),
                bill.nodesRebooted(),
                bill.newExperiment().map(its -> new ChangeEstimate.NewExperiment("", its.nodes(), its.nodesMax())));
    }

    private ChangeEstimate.Intrusion intrusion(ChangeEstimate.Intrusion intrusion) {
        return new ChangeEstimate.Intrusion(
                disguise.segment(intrusion.segment()),
                intrusion.hops(),
                disguise.nodes(intrusion.members()),
                intrusion.bandwidths().stream()
                        .map(its -> new ChangeEstimate.Bandwidth(
                                disguise.node(its.member()), its.before(), its.kbitPerSecond()))
                        .toList());
    }

    private FlowPlan flows(FlowPlan flows) {
        return new FlowPlan(
                flows.routes(),
                flows.hosts(),
                flows.pairs(),
                flows.unrouted(),
                flows.observed(),
                flows.probes(),
                flows.linkCover(),
                flows.recordsPerFlow(),
                flows.maxLoad(),
                flows.meanLoad(),
                flows.owners().stream()
                        .map(this::owner)
                        .sorted(Comparator.comparing(FlowPlan.Owner::from).thenComparing(FlowPlan.Owner::to))
                        .toList(),
                flows.abridged());
    }

    private FlowPlan.Owner owner(FlowPlan.Owner owner) {
        return new FlowPlan.Owner(
                disguise.node(owner.from()),
                disguise.node(owner.to()),
                disguise.node(owner.owner()),
                disguise.iface(owner.owner(), owner.iface()),
                disguise.addresses(owner.addresses()));
    }
}
