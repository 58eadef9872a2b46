package org.overtap.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.overtap.deploy.journal.Deployment;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.OwnerRule;
import org.overtap.topology.Conversation;
import org.overtap.verify.evidence.Misnumbered;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeId;

/** Who stored records of canaries, and whether they can be whose they say. */
final class CanarySightings {
    private final Deployment deployment;
    private final PlannedExporters planned;
    private final OwnerRule rule;
    private final Map<Direction, Canary> sent = new HashMap<>();
    private final List<FlowRecord> records = new ArrayList<>();
    private final Map<String, Conversation> conversations = new HashMap<>();
    private final Map<Conversation, List<ProbeId>> watching = new HashMap<>();

    CanarySightings(Deployment deployment, PlannedExporters planned, List<Canary> canaries, List<FlowRecord> records) {
        this.deployment = deployment;
        this.planned = planned;
        this.rule = new OwnerRule(deployment.topology(), deployment.plan());
        for (Canary canary : canaries) {
            sent.put(Direction.there(canary), canary);
            if (canary.pair().bothWays()) {
                sent.put(Direction.back(canary), canary);
            }
        }
        deployment
                .topology()
                .conversations()
                .forEach(c -> conversations.putIfAbsent(CanaryTries.key(c.segment(), c.a().node(), c.b().node()), c));
        records.stream()
                .filter(flow -> direction(flow).filter(sent::containsKey).isPresent())
                .forEach(this.records::add);
    }

    private static Optional<Direction> direction(FlowRecord flow) {
        FlowKey key = flow.key();
        return key.fromPort().isPresent() && key.toPort().isPresent()
                ? Optional.of(new Direction(
                        key.from(),
                        key.to(),
                        new PortPair(key.fromPort().getAsInt(), key.toPort().getAsInt())))
                : Optional.empty();
    }

    /** The records of planned probes that can be trusted, in the form in which these send. */
    List<FlowRecord> trusted(Predicate<ProbeId> probes) {
        return records.stream()
                .filter(flow -> planned.probe(flow.exporter()).filter(probes).isPresent())
                .toList();
    }

    /** How many came from each planned probe. */
    Map<ProbeId, Long> counts() {
        Map<ProbeId, Long> counts = new HashMap<>();
        records.forEach(flow -> planned.probe(flow.exporter()).ifPresent(id -> counts.merge(id, 1L, Long::sum)));
        return counts;
    }

    /**
     * Probes whose records carry another number: what comes from a node that sees a conversation, with a number that
     * does not.
     */
    List<Misnumbered> misnumbered() {
        Set<Misnumbered> found = new LinkedHashSet<>();
        for (FlowRecord flow : records) {
            Optional<ProbeId> named = planned.probe(flow.exporter());
            String node = planned.node(flow.exporter());
            List<ProbeId> seeing = seeing(flow);
            boolean possible = named.isPresent() && (coversFlows() || seeing.contains(named.get()));
            if (!possible && flow.exporter().sourceId().isPresent() && !planned.isOfAnotherForm(flow.exporter())) {
                seeing.stream()
                        .filter(probe -> probe.node().equals(node))
                        .findFirst()
                        .map(probe -> new Misnumbered(
                                probe, flow.exporter().sourceId().getAsInt(), planned.numbered(flow.exporter())))
                        .ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private boolean coversFlows() {
        return deployment.plan().flows().isPresent();
    }

    /** The probes that see what that record is of. */
    private List<ProbeId> seeing(FlowRecord flow) {
        Direction way = direction(flow).orElseThrow();
        Canary canary = sent.get(way);
        CanaryPair pair = canary.pair();
        return pair.conversation().map(this::seeing).orElseGet(() -> deployment.plan().flows().stream()
                .flatMap(flows -> flows.owner(pair.a(), pair.b(), pair.to()).stream())
                .flatMap(owner -> probe(owner).stream())
                .toList());
    }

    private List<ProbeId> seeing(Conversation conversation) {
        return watching.computeIfAbsent(conversation, c -> rule.watching(c).stream()
                .map(point ->
                        new ProbeId(point.vantage().node(), point.vantage().iface(), point.sourceId()))
                .toList());
    }

    /** The conversation between these on that segment. */
    Optional<Conversation> conversation(String segment, String a, String b) {
        return Optional.ofNullable(conversations.get(CanaryTries.key(segment, a, b)));
    }

    /**
     * The probe that counts it.
     *
     * @param node that one's node, where it is known: flows to several addresses of a host may have several owners
     */
    Optional<ProbeId> owner(String segment, String a, String b, String node) {
        if (!segment.isEmpty()) {
            return conversation(segment, a, b).flatMap(c -> seeing(c).stream().findFirst());
        }
        return deployment.plan().flows().stream()
                .flatMap(flows -> flows.owners().stream())
                .filter(owner -> owner.from().equals(a) && owner.to().equals(b))
                .filter(owner -> node.isEmpty() || owner.owner().equals(node))
                .findFirst()
                .flatMap(this::probe);
    }

    private Optional<ProbeId> probe(FlowPlan.Owner owner) {
        return deployment.plan().probes().stream()
                .filter(probe -> probe.node().equals(owner.owner()))
                .flatMap(probe -> probe.interfaces().stream())
                .filter(watched -> watched.name().equals(owner.iface()))
                .map(watched -> new ProbeId(owner.owner(), watched.name(), watched.sourceId()))
                .findFirst();
    }
}
