package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A bridge that a script's block puts on a link: what the testbed shows afterwards is one link, watched in its middle.
 *
 * @param segment the link's name in the script
 * @param node the bridge
 * @param firstHalf the half at the link's first member
 * @param secondHalf the half at its second member
 */
public record InlineTap(String segment, String node, String firstHalf, String secondHalf) {
    private static final String NAME = " ([-A-Za-z0-9]+)";
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4}ovt_bridge \\$sim" + NAME + NAME + NAME + NAME + "(?: .*)?\\r?$");

    /**
     * Those of the script's block, in its order; none in a script without a block.
     *
     * @throws RewriteException if the block was edited by hand
     */
    public static List<InlineTap> in(String script) {
        return MarkedBlock.find(script).map(block -> block.of(script)).stream()
                .flatMap(block -> COMMAND.matcher(block).results())
                .map(found -> new InlineTap(found.group(1), found.group(2), found.group(3), found.group(4)))
                .toList();
    }

    /** Its halves, the first member's first. */
    public List<String> halves() {
        return List.of(firstHalf, secondHalf);
    }
}
