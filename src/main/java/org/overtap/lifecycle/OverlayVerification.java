package org.overtap.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.overtap.deploy.NodeCopies;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.record.reader.RecordReaders;
import org.overtap.testbed.TestbedException;
import org.overtap.verify.CanaryLog;
import org.overtap.verify.CoverageVerification;
import org.overtap.verify.VerifyException;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.passive.PassiveReport;
import org.overtap.verify.passive.PassiveVerification;

/** Checks a standing overlay: by what is sent for that, or by what passes anyway. */
final class OverlayVerification {
    private static final int MOST_CANARIES = 1000;

    private final StandingOverlay standing;
    private final LifecycleListener listener;
    private final CoverageVerification.Pause pause;

    OverlayVerification(StandingOverlay standing, LifecycleListener listener, CoverageVerification.Pause pause) {
        this.standing = standing;
        this.listener = listener;
        this.pause = pause;
    }

    /** By so many canaries over each conversation. */
    VerifyReport active(int count) throws TestbedException, VerifyException {
        if (count < 1 || count > MOST_CANARIES) {
            throw new RequestException("--count lies between 1 and " + MOST_CANARIES);
        }
        Deployment deployment = verifiable();
        NodeShells shells = standing.shells(deployment);
        remember(NodeFieldwork.clocks(deployment, shells, listener::say));
        VerifyReport report = new CoverageVerification(
                        deployment,
                        RecordReaders.builtIn(),
                        shells,
                        CanaryLog.in(standing.memory()),
                        listener::say,
                        new Random(),
                        pause)
                .run(count);
        NodeCopies.refresh(standing.memory(), shells, listener::say);
        return report;
    }

    /** By what interfaces count for so long. */
    PassiveReport passive(Duration length, OptionalDouble tolerance) throws TestbedException, VerifyException {
        Deployment deployment = verifiable();
        return new PassiveVerification(
                        deployment,
                        RecordReaders.builtIn(),
                        standing.shells(deployment),
                        tolerance,
                        listener::say,
                        pause)
                .run(length);
    }

    private void remember(List<ClockReading> clocks) throws VerifyException {
        try {
            standing.memory()
                    .amend(remembered -> remembered.with(remembered.notes().compared(clocks)));
        } catch (DeployException e) {
            throw new VerifyException(e.getMessage());
        }
    }

    private Deployment verifiable() throws VerifyException {
        try {
            return standing.here();
        } catch (DeployException e) {
            throw new VerifyException(e.getMessage());
        }
    }
}
