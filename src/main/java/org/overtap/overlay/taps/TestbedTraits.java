package org.overtap.overlay.taps;

import java.util.List;
import java.util.Optional;

/**
 * What planning must know of a testbed that adds machines to experiments. Each testbed tells its own; nothing of it is
 * known here.
 *
 * @param tapStyles the tap styles that it can make; none where it cannot add machines
 * @param shaperName what the names of added shapers begin with; a number follows, from 0
 * @param longestName how many characters a node's name may have
 * @param nicsPerNode network interfaces of an added machine, its control interface not counted
 * @param leastKbit the least bandwidth that it can shape to, in kbit/s
 * @param leastMinutes how long an experiment stands still for a change, however small it is
 * @param nodesAMinute how many nodes make that a minute longer
 */
public record TestbedTraits(
        List<String> tapStyles,
        String shaperName,
        int longestName,
        int nicsPerNode,
        long leastKbit,
        int leastMinutes,
        int nodesAMinute) {
    /** What can be taken for granted where nobody tells: host names, cards of four ports. */
    public static final TestbedTraits NEUTRAL = new TestbedTraits(TapStyle.names(), "shaper-", 63, 4, 1, 1, 20);

    public TestbedTraits {
        tapStyles = List.copyOf(tapStyles);
        if (shaperName.isEmpty() || longestName < 8 || nicsPerNode < 2 || leastMinutes < 0 || nodesAMinute < 1) {
            throw new IllegalArgumentException("no testbed is like that: " + shaperName + ", " + longestName
                    + " characters, " + nicsPerNode + " interfaces");
        }
    }

    /** The same without any way to add machines. */
    public TestbedTraits fixed() {
        return new TestbedTraits(
                List.of(), shaperName, longestName, nicsPerNode, leastKbit, leastMinutes, nodesAMinute);
    }

    /** How long an experiment of so many nodes does not run while it is changed. */
    int minutes(int nodes) {
        return leastMinutes + nodes / nodesAMinute;
    }

    /** Why no tap of that style can be made; empty if one can. */
    public Optional<String> refusal(String style) {
        if (tapStyles.isEmpty()) {
            return Optional.of("machines cannot be added on this testbed: plan with --mode lightweight");
        }
        return tapStyles.contains(style)
                ? Optional.empty()
                : Optional.of("this testbed cannot make taps of style " + style + "; possible are --tap "
                        + String.join(", ", tapStyles));
    }
}
