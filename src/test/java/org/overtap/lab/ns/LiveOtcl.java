package org.overtap.lab.ns;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Tests that evaluate scripts need otclsh; in CI its absence is a failure. */
public final class LiveOtcl {
    private LiveOtcl() {}

    public static void require() {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "otclsh")));
        String reason = "otclsh is not installed (Debian package otcl-shells)";
        if (!there && System.getenv("CI") != null) {
            throw new AssertionError(reason);
        }
        Assumptions.assumeTrue(there, reason);
    }
}
