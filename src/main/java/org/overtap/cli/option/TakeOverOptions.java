package org.overtap.cli.option;

import picocli.CommandLine.Option;

/** The word without which nobody else's work is touched. */
public final class TakeOverOptions {
    @Option(
            names = "--take-over",
            description =
                    "go on with what another overtap left: a deployment that nodes tell of and the state file does"
                            + " not, or work that was not heard of for 5 minutes")
    private boolean takeOver;

    public boolean takeOver() {
        return takeOver;
    }
}
