package org.overtap.testbed.emulab;

import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.testbed.emulab.rewrite.ScriptLimits;
import org.overtap.testbed.emulab.rewrite.SegmentTaps;

/** What plans for Emulab count on. */
final class EmulabTraits {
    /** A swap takes this long however small the experiment is: machines are loaded and booted side by side. */
    private static final int LEAST_MINUTES = 6;

    private static final int NODES_A_MINUTE = 20;

    /** Four interfaces, as delay nodes have them: two links a node. */
    private static final int NICS = 4;

    /** Delay nodes are called tbdelay0, tbdelay1 and so on. */
    static final TestbedTraits ALL = new TestbedTraits(
            SegmentTaps.styles(),
            "tbdelay",
            ScriptLimits.LONGEST_NAME,
            NICS,
            ScriptLimits.LEAST_KBIT,
            LEAST_MINUTES,
            NODES_A_MINUTE);

    private EmulabTraits() {}
}
