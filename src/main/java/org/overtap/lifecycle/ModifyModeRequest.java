package org.overtap.lifecycle;

import java.util.Optional;
import org.overtap.testbed.ModifyMode;

/**
 * How an experiment is to be changed, as far as the user said so.
 *
 * @param outAndIn see {@link ModifyMode}
 * @param reboot see there
 * @param restartEvents see there
 */
public record ModifyModeRequest(Optional<Boolean> outAndIn, Optional<Boolean> reboot, Optional<Boolean> restartEvents) {
    /** Nothing was said. */
    public static final ModifyModeRequest NONE =
            new ModifyModeRequest(Optional.empty(), Optional.empty(), Optional.empty());

    /** The way that was asked for; what was not said is as in that one. */
    public ModifyMode over(ModifyMode before) {
        return new ModifyMode(
                outAndIn.orElse(before.outAndIn()),
                reboot.orElse(before.reboot()),
                restartEvents.orElse(before.restartEvents()));
    }
}
