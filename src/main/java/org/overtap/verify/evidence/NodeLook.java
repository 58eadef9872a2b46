package org.overtap.verify.evidence;

import java.util.Optional;
import java.util.Set;

/**
 * What a node told of itself when something there was not proven.
 *
 * @param node the node
 * @param unentered why it cannot be entered; absent if it can
 * @param gone whether that is because the experiment does not have it any more
 * @param down its interfaces that are switched off
 * @param loose its interfaces that are on and have no carrier
 */
public record NodeLook(String node, Optional<String> unentered, boolean gone, Set<String> down, Set<String> loose) {
    public NodeLook {
        down = Set.copyOf(down);
        loose = Set.copyOf(loose);
    }
}
