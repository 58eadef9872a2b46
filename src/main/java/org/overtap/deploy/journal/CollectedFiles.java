package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What of a deployment's flow files is on the user's machine.
 *
 * @param all whether all that was stored until the last collect is, and nothing was started since
 * @param folder the folder that they were last brought to
 * @param ended whether nothing was running any more by then, so that all is here that there ever will be
 */
public record CollectedFiles(
        boolean all,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> folder,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean ended) {
    /** Nothing was collected yet. */
    public static final CollectedFiles NONE = new CollectedFiles(false, Optional.empty(), false);

    public CollectedFiles {
        folder = folder == null ? Optional.empty() : folder;
    }

    /** All that was stored until now is in that folder, while it goes on. */
    static CollectedFiles all(Path folder) {
        return new CollectedFiles(true, name(folder), false);
    }

    /** Some of it is in that folder. */
    static CollectedFiles some(Path folder) {
        return new CollectedFiles(false, name(folder), false);
    }

    /** All that was ever stored is in that folder. */
    static CollectedFiles last(Path folder) {
        return new CollectedFiles(true, name(folder), true);
    }

    private static Optional<String> name(Path folder) {
        return Optional.of(folder.toAbsolutePath().toString());
    }

    /** The same where more may have been stored since. */
    CollectedFiles outdated() {
        return new CollectedFiles(false, folder, false);
    }
}
