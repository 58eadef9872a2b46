package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what is shaped, and where.
 *
 * <p>A link is shaped for a one-way delay of 2 ms or more, any loss, a bandwidth the hardware does not have, or
 * because the script insists; a LAN's members are judged one by one, and half the delay counts.
 */
final class ShapingRules {
    private static final double LINK_THRESHOLD_MS = 2;
    private static final Set<Long> NATIVE_KBPS = Set.of(0L, 10_000L, 100_000L, 1_000_000L, 10_000_000L);

    private final VirtualNetwork network;

    ShapingRules(VirtualNetwork network) {
        this.network = network;
    }

    /** What needs a shaper, named in order. */
    List<VirtualDelay> inline() {
        List<VirtualDelay> delays = new ArrayList<>();
        network.lans().stream()
                .filter(lan -> !lan.isBridged() && !onEndNodes(lan))
                .flatMap(this::wanted)
                .forEach(delay -> delays.add(delay.named(delays.size())));
        return delays;
    }

    /** What is shaped on the nodes themselves. */
    List<EndDelay> onEndNodes() {
        return network.lans().stream()
                .filter(lan -> !lan.isBridged() && onEndNodes(lan))
                .flatMap(this::onEndNodesOf)
                .toList();
    }

    private boolean onEndNodes(VirtualLan lan) {
        return network.endNodeShaping()
                || network.allOnEndNodes()
                || lan.members().stream().anyMatch(member -> member.flags().onEndNode());
    }

    private Stream<VirtualDelay> wanted(VirtualLan lan) {
        return lan.isLink()
                ? Stream.of(ofLink(lan)).flatMap(Optional::stream)
                : lan.members().stream().map(this::ofMember).flatMap(Optional::stream);
    }

    private Optional<VirtualDelay> ofLink(VirtualLan lan) {
        VirtualMember a = lan.members().get(0);
        VirtualMember b = lan.members().get(1);
        return judge(new VirtualDelay("", lan.name(), true, a, b, forth(a, b), forth(b, a), false), LINK_THRESHOLD_MS);
    }

    private Optional<VirtualDelay> ofMember(VirtualMember member) {
        MappedShaping out = speedOf(member, member.out());
        MappedShaping in = speedOf(member, member.in());
        return judge(new VirtualDelay("", member.lan(), false, member, member, out, in, false), LINK_THRESHOLD_MS / 2);
    }

    private static MappedShaping forth(VirtualMember from, VirtualMember to) {
        return speedOf(from, from.out().then(to.in()));
    }

    private static MappedShaping speedOf(VirtualMember member, MappedShaping shaping) {
        return member.flags().noBandwidth() ? shaping.atAnySpeed() : shaping;
    }

    private Optional<VirtualDelay> judge(VirtualDelay delay, double threshold) {
        boolean shaped = needed(delay.forth(), threshold)
                || needed(delay.back(), threshold)
                || mustDelay(delay.near())
                || mustDelay(delay.far());
        if (shaped) {
            return Optional.of(delay);
        }
        return tracedInline(delay.near()) || tracedInline(delay.far())
                ? Optional.of(traceOnly(delay))
                : Optional.empty();
    }

    private static VirtualDelay traceOnly(VirtualDelay delay) {
        return new VirtualDelay(
                "",
                delay.lan(),
                delay.link(),
                delay.near(),
                delay.far(),
                MappedShaping.none(),
                MappedShaping.none(),
                true);
    }

    private static boolean needed(MappedShaping shaping, double threshold) {
        return shaping.delayMs() >= threshold || shaping.loss() > 0 || !NATIVE_KBPS.contains(shaping.kbps());
    }

    private static boolean mustDelay(VirtualMember member) {
        return member.flags().mustDelay();
    }

    private static boolean tracedInline(VirtualMember member) {
        return member.trace().wanted() && !member.trace().onEndNode();
    }

    private Stream<EndDelay> onEndNodesOf(VirtualLan lan) {
        boolean whateverItsSpeed = network.allOnEndNodes()
                || lan.members().stream().anyMatch(member -> member.flags().onEndNode());
        return lan.isLink() ? onLinkEnds(lan, whateverItsSpeed) : onLanEnds(lan, whateverItsSpeed);
    }

    private Stream<EndDelay> onLinkEnds(VirtualLan lan, boolean whateverItsSpeed) {
        if (!whateverItsSpeed && ofLink(lan).isEmpty()) {
            return Stream.empty();
        }
        VirtualMember a = lan.members().get(0);
        VirtualMember b = lan.members().get(1);
        return Stream.of(
                new EndDelay(lan.name(), a, forth(a, b), Optional.empty()),
                new EndDelay(lan.name(), b, forth(b, a), Optional.empty()));
    }

    private Stream<EndDelay> onLanEnds(VirtualLan lan, boolean whateverItsSpeed) {
        return lan.members().stream()
                .filter(member -> whateverItsSpeed || ofMember(member).isPresent())
                .map(member -> new EndDelay(
                        lan.name(), member, speedOf(member, member.out()), Optional.of(speedOf(member, member.in()))));
    }
}
