package org.overtap.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose fault it is. Every conversation that is not proven is put down to one cause: the first on its way that explains
 * it, from the node to the file. What nothing explains is told as it is.
 */
public final class CauseFinder {
    private final Evidence evidence;
    private final Map<Finding, Integer> causes = new LinkedHashMap<>();
    private final Map<String, Finding> unentered = new HashMap<>();
    private final List<Finding> unexplained = new ArrayList<>();

    private CauseFinder(Evidence evidence) {
        this.evidence = evidence;
    }

    /** What is wrong, causes first, each with how many conversations it costs. */
    public static List<Finding> of(Evidence evidence) {
        CauseFinder finder = new CauseFinder(evidence);
        finder.knownFaults();
        evidence.unproven().forEach(finder::explain);
        List<Finding> all = new ArrayList<>();
        finder.causes.forEach((finding, cost) -> all.add(finding.costing(cost)));
        all.addAll(finder.unexplained);
        finder.leftovers(all);
        return all;
    }

    /** Faults that are told whether or not they cost a conversation. */
    private void knownFaults() {
        evidence.nodes().stream().map(this::unentered).flatMap(Optional::stream).forEach(this::known);
        for (CollectorEvidence collector : evidence.collectors()) {
            fault(collector).ifPresent(this::known);
        }
        for (ProbeEvidence probe : evidence.probes()) {
            fault(probe).ifPresent(this::known);
            if (probe.condition() == Condition.ALIVE) {
                misnumbered(probe).ifPresent(this::known);
                dropped(probe).ifPresent(this::known);
            }
        }
        evidence.gaps().stream().map(this::lost).flatMap(Optional::stream).forEach(this::known);
    }

    private Optional<Finding> unentered(NodeLook look) {
        return look.unentered().map(why -> unentered(look.node(), why, look.gone()));
    }

    /** Once for each node: whoever tried it may have been told otherwise why it cannot be entered. */
    private Finding unentered(String node, String why, boolean gone) {
        return unentered.computeIfAbsent(
                node, its -> gone ? FindingWords.gone(its, why) : FindingWords.unreachable(its, why));
    }

    private void known(Finding finding) {
        causes.putIfAbsent(finding, 0);
    }

    private void explain(Unproven conversation) {
        Optional<Finding> cause = conversation.what() == Unproven.What.UNANSWERED
                ? wayOf(conversation)
                : conversation.owner().flatMap(evidence::probe).flatMap(owner -> ownerOf(conversation, owner));
        cause.ifPresentOrElse(
                finding -> causes.merge(finding, 1, Integer::sum),
                () -> unexplained.add(FindingWords.unexplained(conversation)));
    }

    /** Why canaries did not arrive. */
    private Optional<Finding> wayOf(Unproven conversation) {
        Optional<Finding> node = evidence.nodes().stream()
                .filter(look ->
                        look.node().equals(conversation.a()) || look.node().equals(conversation.b()))
                .flatMap(look -> unentered(look).stream())
                .findFirst();
        return node.or(() -> ports(conversation, true)).or(() -> ports(conversation, false));
    }

    /** The interface on the way that is down, or has no carrier. Of flows between hosts it may be any. */
    private Optional<Finding> ports(Unproven conversation, boolean down) {
        return evidence.nodes().stream()
                .flatMap(look -> (down ? look.down() : look.loose())
                        .stream().sorted().map(iface -> new Unproven.Port(look.node(), iface)))
                .filter(port ->
                        conversation.ends().isEmpty() || conversation.ends().contains(port))
                .map(port -> FindingWords.interfaceDown(port, down))
                .findFirst();
    }

    /** Why its owner did not store what arrived. */
    private Optional<Finding> ownerOf(Unproven conversation, ProbeEvidence owner) {
        return faultOf(conversation, owner).or(() -> lost(owner));
    }

    /** The same where nothing was lost on the way. */
    private Optional<Finding> faultOf(Unproven conversation, ProbeEvidence owner) {
        if (conversation.what() == Unproven.What.INEXACT) {
            return dropped(owner);
        }
        return fault(owner)
                .or(() -> evidence.collector(owner).flatMap(this::fault))
                .or(() -> still(owner))
                .or(() -> misnumbered(owner))
                .or(() -> dropped(owner))
                .or(() -> filtered(owner));
    }

    private Optional<Finding> fault(ProbeEvidence probe) {
        ProbeId id = probe.id();
        return switch (probe.condition()) {
            case ALIVE -> Optional.empty();
            case UNREACHABLE, GONE ->
                Optional.of(unentered(id.node(), probe.note(), probe.condition() == Condition.GONE));
            case FROZEN -> Optional.of(FindingWords.frozenProbe(id));
            case STRAY -> misnumbered(probe).or(() -> Optional.of(FindingWords.strayProbe(id)));
            case DEAD ->
                // Something runs in its place, if it sends what was just sent.
                misnumbered(probe)
                        .or(() -> Optional.of(
                                evidence.isDown(id.node(), id.iface())
                                        ? FindingWords.interfaceDown(new Unproven.Port(id.node(), id.iface()), true)
                                        : FindingWords.deadProbe(id)));
        };
    }

    private Optional<Finding> fault(CollectorEvidence collector) {
        return switch (collector.condition()) {
            case UNREACHABLE, GONE ->
                Optional.of(unentered(collector.node(), collector.note(), collector.condition() == Condition.GONE));
            case FROZEN -> Optional.of(FindingWords.frozenCollector(collector.node()));
            case STRAY -> Optional.of(FindingWords.strayCollector(collector.node()));
            case DEAD -> Optional.of(FindingWords.deadCollector(collector.node()));
            case ALIVE -> collector.unread().map(why -> FindingWords.unreadable(collector.node(), why));
        };
    }

    /** Packets passed it, and it tells that it counted none. */
    private static Optional<Finding> still(ProbeEvidence probe) {
        return probe.still() ? Optional.of(FindingWords.stillProbe(probe)) : Optional.empty();
    }

    private Optional<Finding> misnumbered(ProbeEvidence probe) {
        return evidence.misnumbered().stream()
                .filter(m -> m.probe().equals(probe.id()))
                .map(FindingWords::exchanged)
                .findFirst();
    }

    private static Optional<Finding> dropped(ProbeEvidence probe) {
        return probe.counters().droppedSince().filter(n -> n > 0).map(n -> FindingWords.dropped(probe.id(), n));
    }

    private Optional<Finding> lost(ProbeEvidence probe) {
        return evidence.gaps().stream()
                .filter(gaps ->
                        probe.collector().filter(gaps.collector()::equals).isPresent())
                .filter(gaps -> gaps.nodes().contains(probe.id().node()))
                .map(this::lost)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Jumps that may have come before count where something that passed since is not stored whole and nothing else
     * explains that: then datagrams were lost since.
     */
    private Optional<Finding> lost(GapEvidence gaps) {
        boolean shown = evidence.unproven().stream()
                .filter(unproven -> unproven.what() != Unproven.What.UNANSWERED)
                .anyMatch(unproven -> unproven.owner()
                        .flatMap(evidence::probe)
                        .filter(owner -> gaps.nodes().contains(owner.id().node()))
                        .filter(owner -> faultOf(unproven, owner).isEmpty())
                        .isPresent());
        OptionalLong count = shown ? GapWindow.sum(gaps.since(), gaps.around()) : gaps.since();
        return count.isPresent() && count.getAsLong() > 0
                ? Optional.of(FindingWords.datagramsLost(gaps, count.getAsLong()))
                : Optional.empty();
    }

    /** It counted, it lives, and nothing of it came; where nothing of any came, that is told of the collector. */
    private Optional<Finding> filtered(ProbeEvidence probe) {
        Optional<CollectorEvidence> collector = evidence.collector(probe);
        if (!probe.silent() || collector.isEmpty()) {
            return Optional.empty();
        }
        List<ProbeEvidence> senders = evidence.probes().stream()
                .filter(other -> other.collector().equals(probe.collector()) && other.trusted())
                .toList();
        boolean nothing = senders.size() > 1 && senders.stream().allMatch(ProbeEvidence::silent);
        return Optional.of(
                nothing
                        ? FindingWords.nothingReached(collector.get())
                        : FindingWords.filtered(probe.id(), collector.get()));
    }

    private void leftovers(List<Finding> all) {
        if (evidence.duplicates() > 0) {
            all.add(FindingWords.duplicates(evidence.duplicates()));
        }
        evidence.recordsLost().filter(n -> n > 0).map(FindingWords::recordsLost).ifPresent(all::add);
        evidence.foreign().forEach(foreign -> all.add(FindingWords.foreign(foreign)));
        for (CollectorEvidence collector : evidence.collectors()) {
            collector
                    .ignored()
                    .filter(n -> n > 0)
                    .map(n -> FindingWords.ignored(collector, n))
                    .ifPresent(all::add);
        }
    }
}
