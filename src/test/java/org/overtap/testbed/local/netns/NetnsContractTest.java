package org.overtap.testbed.local.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.LocalContractTest;
import org.overtap.testbed.local.LocalTestbed;
import org.overtap.testbed.local.ToldMachine;
import org.overtap.topology.Node;

/** Namespaces that were asked for by name. */
class NetnsContractTest extends TestbedContract {
    private static final List<String> NAMES = List.of("ovtn-a", "ovtn-b", "ovtn-c", "ovtn-d");

    private static Testbed telling(List<String> names, String more) throws Exception {
        String there =
                NAMES.stream().map(name -> name.hashCode() + " " + name + "\n").collect(Collectors.joining());
        ToldMachine machine = ToldMachine.at(
                List.of(), LocalContractTest.told(), Map.of("stat -f -c %T", there + "5 ovtn-sw\n" + more));
        return LocalTestbed.wired("netns/four", new NamedNamespaces(names), bridge -> true, machine);
    }

    @Override
    public Testbed open() throws Exception {
        return telling(NAMES, "");
    }

    @Test
    void oneOfAllMayEndWhileItIsLookedAtAndNoneThatWasNamed() throws Exception {
        assertThat(telling(List.of(), "6 passing\n").discover().nodes())
                .extracting(Node::name)
                .contains("ovtn-a", "ovtn-d")
                .doesNotContain("passing");
        Testbed named = telling(List.of("ovtn-a", "ovtn-b", "passing"), "6 passing\n");
        assertThatThrownBy(named::discover)
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("passing (network namespace passing) ended while it was looked at");
    }
}
