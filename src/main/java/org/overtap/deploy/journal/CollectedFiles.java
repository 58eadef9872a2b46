package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What of a deployment's flow files is on the user's machine.
 *
 * @param all whether all that was stored until the last collect is, and nothing was started since
 * @param folder the folder that they were last brought to
 */
public record CollectedFiles(
        boolean all,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> folder) {
    /** Nothing was collected yet. */
    public static final CollectedFiles NONE = new CollectedFiles(false, Optional.empty());

    public CollectedFiles {
        folder = folder == null ? Optional.empty() : folder;
    }

    /** The same where more may have been stored since. */
    CollectedFiles outdated() {
        return new CollectedFiles(false, folder);
    }
}
