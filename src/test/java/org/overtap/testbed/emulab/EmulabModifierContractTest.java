package org.overtap.testbed.emulab;

import org.junit.jupiter.api.AfterEach;
import org.overtap.testbed.ExperimentModifierContract;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;

public class EmulabModifierContractTest extends ExperimentModifierContract {
    private final RunningCase experiment = new RunningCase("office-lan");

    @AfterEach
    void end() {
        experiment.close();
    }

    @Override
    public Testbed open() throws TestbedException {
        return experiment.open();
    }
}
