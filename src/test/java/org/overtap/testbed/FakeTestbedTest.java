package org.overtap.testbed;

import org.overtap.topology.Samples;

public class FakeTestbedTest extends TestbedContract {
    private final FakeExperiment experiment = new FakeExperiment(Samples.lan(3));

    @Override
    public Testbed open() {
        return new FakeTestbed(experiment);
    }
}
