package org.overtap.testbed.local.mininet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.LocalContractTest;
import org.overtap.testbed.local.LocalTestbed;
import org.overtap.testbed.local.ToldMachine;
import org.overtap.topology.Node;

/** Nodes that Mininet's shells are in. */
class MininetContractTest extends TestbedContract {
    private static final List<String> HANDLES =
            List.of("/proc/101/ns/net", "/proc/102/ns/net", "/proc/103/ns/net", "/proc/104/ns/net");
    private static final String PROCESSES = "/proc/101 a\n/proc/102 b\n/proc/103 c\n/proc/104 d\n";

    private static Testbed telling(String processes) throws Exception {
        ToldMachine machine = ToldMachine.at(HANDLES, LocalContractTest.told(), Map.of("mininet:", processes));
        return LocalTestbed.wired("mininet/network", new MininetProcesses(), bridge -> true, machine);
    }

    @Override
    public Testbed open() throws Exception {
        return telling(PROCESSES);
    }

    @Test
    void nodesAreCalledAsMininetCallsThem() throws Exception {
        assertThat(open().discover().nodes()).extracting(Node::name).contains("a", "b", "c", "d", "br0");
    }

    @Test
    void whatIsLeftOfAnEarlierNetworkIsNamed() throws Exception {
        Testbed twice = telling(PROCESSES + "/proc/55 a\n");
        assertThatThrownBy(twice::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("two nodes of Mininet are called a")
                .hasMessageContaining("mn -c");
        assertThat(telling(PROCESSES + "/proc/55 e\n").discover().nodes())
                .as("one that ended meanwhile")
                .extracting(Node::name)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "br0");
        Testbed ordinary = telling("denied\n");
        assertThatThrownBy(ordinary::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("only root can enter network namespaces");
        Testbed none = telling("");
        assertThatThrownBy(none::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("no network of Mininet runs here");
    }
}
