package org.overtap.cli.option;

/** What the process answers to its caller. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNSATISFIED = 3;

    /** Who reads the output wants no more of it: as if ended by SIGPIPE. */
    public static final int CLOSED_PIPE = 141;

    private ExitCode() {}
}
