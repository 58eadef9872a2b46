package org.overtap.testbed;

import org.overtap.topology.Samples;

class FakeTestbedTest extends TestbedContract {
    private final FakeExperiment experiment = new FakeExperiment(Samples.lan(3));

    @Override
    protected Testbed open() {
        return new FakeTestbed(experiment);
    }
}
