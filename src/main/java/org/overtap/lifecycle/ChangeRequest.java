package org.overtap.lifecycle;

import org.overtap.deploy.journal.Deployment;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.testbed.ModifyMode;

/**
 * How an experiment may be changed for an overlay.
 *
 * @param mode how it gets its new description
 * @param replayEvents start its events from the beginning once the probes run
 * @param discardData change it although flow files of an earlier deployment may be lost by that
 */
public record ChangeRequest(ModifyMode mode, boolean replayEvents, boolean discardData) {
    /** Changed while it runs, its nodes and events left alone, and no data lost. */
    public static final ChangeRequest DEFAULT = new ChangeRequest(ModifyMode.DEFAULT, false, false);

    /** The plan with its bill for that way. */
    OverlayPlan billed(OverlayPlan plan) {
        return plan.withModifyMode(mode.outAndIn(), mode.reboot(), mode.restartEvents() || replayEvents);
    }

    /** A change of the experiment may wipe the disks that flow files are on. */
    void requireCollected(Deployment deployment, String source) {
        if (deployment.holdsUncollected() && !discardData) {
            throw new RequestException("changing the experiment wipes disks, and the flow files of the deployment that"
                    + " stands were not collected: 'overtap collect " + source
                    + "' first, or repeat with --discard-data");
        }
    }
}
