package org.overtap.testbed;

import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.shell.Privilege;
import org.overtap.shell.ShellException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** A testbed in memory, on which the whole of overtap runs without root and without waiting. */
final class FakeTestbed implements Testbed {
    private final FakeExperiment experiment;

    FakeTestbed(FakeExperiment experiment) {
        this.experiment = experiment;
    }

    @Override
    public String experiment() {
        return experiment.name();
    }

    @Override
    public Topology discover() throws TestbedException {
        if (!experiment.isInstantiated() || experiment.isSilent()) {
            throw new TestbedException(experiment.name() + " has no machines, or does not tell");
        }
        return experiment.topology();
    }

    @Override
    public NodeHost host(Node node) throws ShellException {
        FakeNode there = experiment.node(node.name());
        if (there == null || experiment.isCutOff(node.name())) {
            throw new ShellException(node.name(), "node " + node.name() + " cannot be reached");
        }
        return new NodeHost(there.shell(), NodeHost.LOCAL_DISK, node.control(), Privilege.SUDO);
    }

    @Override
    public Optional<FreeNodes> freeNodes() {
        return Optional.of(new FreeNodes("any", experiment.free(), Map.of()));
    }

    @Override
    public boolean isInstantiated() {
        return experiment.isInstantiated();
    }

    @Override
    public boolean wipesReleased() {
        return true;
    }

    @Override
    public TestbedTraits traits() {
        return TestbedTraits.NEUTRAL;
    }

    @Override
    public Optional<ExperimentModifier> modifier() {
        return Optional.of(new FakeModifier(experiment));
    }

    @Override
    public void close() {
        // The experiment runs on.
    }
}
