package org.overtap.shell;

import java.time.Duration;

/**
 * What a node may cost at most.
 *
 * @param connect time to log in
 * @param outputBytes standard output, and standard error, of one command
 */
public record ShellLimits(Duration connect, long outputBytes) {
    /** 15 s to log in, 4 MiB of output. */
    public static final ShellLimits DEFAULT = new ShellLimits(Duration.ofSeconds(15), 4L << 20);
}
