package org.overtap.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * What every testbed keeps. A testbed's own test extends this, and {@link ExperimentModifierContract} if it has one.
 */
public abstract class TestbedContract {
    /** Opens the same running experiment, each time with sessions of its own. */
    public abstract Testbed open() throws Exception;

    @Test
    void whatIsDiscoveredTwiceIsEqual() throws Exception {
        try (Testbed one = open();
                Testbed other = open()) {
            Topology first = one.discover();
            assertThat(first.experiment()).isEqualTo(one.experiment());
            assertThat(one.discover()).isEqualTo(first);
            assertThat(other.discover()).isEqualTo(first);
        }
    }

    @Test
    void everyMachineHasAShellOfItsOwnAndAPlaceToWork() throws Exception {
        try (Testbed testbed = open()) {
            List<Node> machines = testbed.discover().nodes().stream()
                    .filter(node -> node.machine().isPresent())
                    .toList();
            assertThat(machines).isNotEmpty();
            List<String> names = new ArrayList<>();
            for (Node node : machines) {
                NodeHost host = testbed.host(node);
                assertThat(host.shell().node()).isEqualTo(node.name());
                assertThat(host.workFolder()).startsWith("/");
                names.add(host.shell().node());
            }
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    @Test
    void fewerMachinesThanNoneAreNeverFree() throws Exception {
        try (Testbed testbed = open()) {
            assertThat(testbed.freeNodes().map(FreeNodes::nodes).orElse(0)).isNotNegative();
            assertThat(testbed.freeByType().values()).allMatch(free -> free >= 0);
        }
    }

    @Test
    void itRunsAndPlansAddMachinesWhereTheTestbedCan() throws Exception {
        try (Testbed testbed = open()) {
            assertThat(testbed.isInstantiated()).isTrue();
            assertThat(testbed.traits().tapStyles().isEmpty())
                    .isEqualTo(testbed.modifier().isEmpty());
        }
    }
}
