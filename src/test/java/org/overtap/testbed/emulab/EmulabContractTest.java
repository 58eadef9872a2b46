package org.overtap.testbed.emulab;

import org.junit.jupiter.api.AfterEach;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.TestbedException;

public class EmulabContractTest extends TestbedContract {
    private final RunningCase experiment = new RunningCase("shaped-link", "client", "server");

    @AfterEach
    void end() {
        experiment.close();
    }

    @Override
    public Testbed open() throws TestbedException {
        return experiment.open();
    }
}
