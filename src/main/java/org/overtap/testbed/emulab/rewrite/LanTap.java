package org.overtap.testbed.emulab.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * A further member on a LAN, or on what was a link and becomes a LAN. It sees nothing of the others' traffic unless the
 * LAN floods, which no script can ask for.
 *
 * @param segment the link or LAN; its name stays
 * @param node the further member's name
 * @param kbitPerSecond the member's own bandwidth: a native one, so that it is not shaped
 * @param flooding whether somebody vouches for the LAN to flood; refused if not
 */
public record LanTap(String segment, String node, long kbitPerSecond, boolean flooding) implements Tap {
    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(ScriptLimits.bandwidthProblems(segment, kbitPerSecond));
        if (!flooding) {
            problems.add("a node on " + segment + " would see nothing: the testbed's switches learn addresses. Use a"
                    + " shaper tap, or vouch for the LAN with --flooding " + segment);
        }
        return problems;
    }

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
        return List.of("addresses", "replace", "node", "lan");
    }

    @Override
    public List<String> command() {
        return List.of("lan", segment, node, kbitPerSecond + "kb");
    }
}
