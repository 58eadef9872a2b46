package org.overtap.cli.live;

import java.io.PrintWriter;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.Interruption;
import org.overtap.cli.option.ProgressLines;

/**
 * Does the same on a deployment again and again, in the foreground, until the time is over or the user ends it.
 *
 * @param deployment on which
 * @param rounds how often, and for how long
 */
public record DeploymentRounds(DeploymentOptions deployment, Rounds rounds) {
    /** One round; it tells the exit code, of which the last one counts. */
    public interface Round {
        int on(OverlayWatch overlay) throws Exception;
    }

    /**
     * Goes on.
     *
     * @param ended what is said where the user ends it
     * @param failed what is said of a round that failed, in front of why
     */
    public int run(PrintWriter err, String ended, String failed, Round round) throws Exception {
        ProgressLines progress = new ProgressLines(err);
        int[] code = {ExitCode.DONE};
        try (OverlayWatch overlay = new OverlayWatch(deployment::open, progress)) {
            Interruption.told(progress, () -> ended, () -> {
                rounds.run(() -> goesOn(code, round.on(overlay)), failure -> {
                    code[0] = ExitCode.FAILED;
                    progress.say("overtap: " + failed + ", and it goes on: " + Rounds.words(failure));
                });
                return null;
            });
        }
        return code[0];
    }

    private static boolean goesOn(int[] last, int code) {
        last[0] = code;
        return true;
    }
}
