package org.overtap.testbed;

import java.util.List;

/**
 * What a testbed would be asked for.
 *
 * @param standing the description as the testbed has it, with what was added before
 * @param original the description without what was added
 * @param changed the description as it would be
 * @param difference from the standing to the changed one, for people: behind {@code +} what comes, behind {@code -}
 *     what goes
 * @param isCurrent whether the testbed has the changed one already
 */
public record Proposal(
        Revision standing, Revision original, Revision changed, List<String> difference, boolean isCurrent) {
    public Proposal {
        difference = List.copyOf(difference);
    }
}
