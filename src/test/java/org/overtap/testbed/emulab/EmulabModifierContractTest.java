package org.overtap.testbed.emulab;

import org.junit.jupiter.api.AfterEach;
import org.overtap.testbed.ExperimentModifierContract;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;

class EmulabModifierContractTest extends ExperimentModifierContract {
    private final RunningCase experiment = new RunningCase("office-lan");

    @AfterEach
    void end() {
        experiment.close();
    }

    @Override
    protected Testbed open() throws TestbedException {
        return experiment.open();
    }
}
