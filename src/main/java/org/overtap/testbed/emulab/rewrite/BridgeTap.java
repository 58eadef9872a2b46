package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * A bridge node inline: the link, or a LAN of two nodes, becomes two halves, named anew, with the same two end nodes.
 *
 * @param segment the link
 * @param bridge the node's name
 * @param firstHalf the half at the link's first member
 * @param secondHalf the half at its second member
 * @param pins addresses of the ends that the script must come to; a script that does not is refused. May be empty
 */
public record BridgeTap(String segment, String bridge, String firstHalf, String secondHalf, List<Pin> pins)
        implements Tap {

    /** The address of one end, without prefix length. */
    public record Pin(String node, String address) {}

    public BridgeTap {
        pins = pins == null ? List.of() : List.copyOf(pins);
    }

    @Override
    public Optional<String> refusalOn(String kind) {
        return kind.equals("link")
                ? Optional.empty()
                : Optional.of(segment + " is a LAN, and only a link can be replaced: use a shaper tap");
    }

    @Override
    public List<String> addedNodes() {
        return List.of(bridge);
    }

    @Override
    public List<String> addedSegments() {
        return List.of(firstHalf, secondHalf);
    }

    @Override
    public boolean replacesSegment() {
        return true;
    }

    @Override
    public List<String> templates() {
        return List.of("addresses", "replace", "bridge");
    }

    @Override
    public List<String> command() {
        List<String> words = pins.stream()
                .flatMap(pin -> List.of(pin.node(), pin.address()).stream())
                .toList();
        return List.of("bridge", segment, bridge, firstHalf, secondHalf, TclQuote.list(words));
    }
}
