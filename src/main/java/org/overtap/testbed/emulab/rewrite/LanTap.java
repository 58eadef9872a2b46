package org.overtap.testbed.emulab.rewrite;

import java.util.List;

/**
 * A further member on what was a link and becomes a LAN. It sees nothing of the others' traffic unless the LAN floods,
 * which no script can ask for.
 *
 * @param segment the link; its name stays
 * @param node the further member's name
 * @param kbitPerSecond the member's own bandwidth: a native one, so that it is not shaped
 * @param flooding whether somebody vouches for the LAN to flood; refused if not
 */
public record LanTap(String segment, String node, long kbitPerSecond, boolean flooding) implements Tap {
    @Override
    public List<String> addedNodes() {
        return List.of(node);
    }

    @Override
    public boolean replacesSegment() {
        return true;
    }

    @Override
    public List<String> templates() {
        return List.of("addresses", "replace", "lan");
    }

    @Override
    public List<String> command() {
        return List.of("lan", segment, node, kbitPerSecond + "kb");
    }
}
