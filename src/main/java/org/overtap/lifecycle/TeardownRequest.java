package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a deployment is to be taken away.
 *
 * @param discardData do not bring flow files home
 * @param to where they go; if empty, to what was downloaded before
 * @param forceOriginal put back the experiment's description of before the deployment, even if it was edited since
 * @param mode how the experiment is changed for that; what is not said is as it was when machines were added
 * @param deployment the id of one that nodes tell of; if empty, the one that is remembered, or else the only one
 */
public record TeardownRequest(
        boolean discardData,
        Optional<Path> to,
        boolean forceOriginal,
        ModifyModeRequest mode,
        Optional<String> deployment) {
    /** For what is remembered. */
    public TeardownRequest(boolean discardData, Optional<Path> to, boolean forceOriginal, ModifyModeRequest mode) {
        this(discardData, to, forceOriginal, mode, Optional.empty());
    }

    /** Flow files are downloaded, and what the user edited stays. */
    public static final TeardownRequest DEFAULT =
            new TeardownRequest(false, Optional.empty(), false, ModifyModeRequest.NONE);
}
