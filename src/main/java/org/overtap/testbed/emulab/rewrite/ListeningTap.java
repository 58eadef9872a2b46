package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A node that a script's block plugs into a LAN, or into what was a link, to listen; somebody vouched that it floods.
 *
 * @param segment the segment's name
 * @param node the node
 */
public record ListeningTap(String segment, String node) {
    private static final String NAME = " ([-A-Za-z0-9]+)";
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}ovt_lan \\$sim" + NAME + NAME + " .*\\r?$");

    /**
     * Those of the script's block, in its order; none in a script without a block.
     *
     * @throws RewriteException if the block was edited by hand
     */
    public static List<ListeningTap> in(String script) {
        return MarkedBlock.find(script).map(block -> block.of(script)).stream()
                .flatMap(block -> COMMAND.matcher(block).results())
                .map(found -> new ListeningTap(found.group(1), found.group(2)))
                .toList();
    }
}
