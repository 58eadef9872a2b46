package org.overtap.testbed.emulab.rewrite;

import java.util.List;

/**
 * A shaper before one member of a LAN. The testbed has no switch for that: the member's bandwidth is changed to one that
 * no port has, in both directions, so the experiment is not quite what it was. A whole LAN by {@link ShaperTap} is.
 *
 * @param segment the LAN
 * @param node the member
 * @param kbitPerSecond its new bandwidth
 */
public record MemberShaperTap(String segment, String node, long kbitPerSecond) implements Tap {
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
