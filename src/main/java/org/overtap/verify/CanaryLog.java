package org.overtap.verify;

import java.util.List;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.StateFile;
import org.overtap.deploy.journal.TestTraffic;

/** Where it is written down what canaries are about to be sent, before they are. */
@FunctionalInterface
public interface CanaryLog {
    /** @throws VerifyException if it cannot be written down: then nothing is sent */
    void sending(List<TestTraffic> traffic) throws VerifyException;

    /** The state of what is deployed. */
    static CanaryLog in(StateFile state) {
        return traffic -> {
            try {
                state.amend(deployment -> deployment.testedBy(traffic));
            } catch (DeployException e) {
                throw new VerifyException(e.getMessage());
            }
        };
    }
}
