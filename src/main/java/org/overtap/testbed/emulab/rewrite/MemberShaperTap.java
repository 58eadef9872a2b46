package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * A shaper before one member of a LAN. The testbed has no switch for that: the member's bandwidth is changed to one
 * that no port has, in both directions, so the experiment is not quite what it was. A whole LAN by {@link ShaperTap}
 * is.
 *
 * @param segment the LAN
 * @param node the member
 * @param kbitPerSecond its new bandwidth
 */
public record MemberShaperTap(String segment, String node, long kbitPerSecond) implements Tap {
    @Override
    public String target() {
        return segment + ":" + node;
    }

    @Override
    public List<String> problems() {
        return ScriptLimits.bandwidthProblems(segment, kbitPerSecond);
    }

    @Override
    public Optional<String> refusalOn(String kind) {
        return kind.equals("lan")
                ? Optional.empty()
                : Optional.of(segment + " is a link, which a shaper sees whole: use a shaper tap");
    }

    @Override
    public List<String> addedNodes() {
        return List.of();
    }

    @Override
    public List<String> templates() {
        return List.of("member");
    }

    @Override
    public List<String> command() {
        return List.of("member", segment, node, kbitPerSecond + "kb");
    }
}
