package org.overtap.shell;

import java.time.Duration;

/**
 * What a node may cost at most.
 *
 * @param connect time to log in
 * @param outputBytes standard output, and standard error, of one command
 * @param downloadBytes one download
 * @param download time for one download
 */
public record ShellLimits(Duration connect, long outputBytes, long downloadBytes, Duration download) {
    /** 15 s to log in, 4 MiB of output, 64 MiB in 5 min for a download. */
    public static final ShellLimits DEFAULT =
            new ShellLimits(Duration.ofSeconds(15), 4L << 20, 64L << 20, Duration.ofMinutes(5));
}
