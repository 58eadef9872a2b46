package org.overtap.testbed.local.netns;

import java.util.List;
import java.util.Map;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.local.LocalContractTest;
import org.overtap.testbed.local.LocalTestbed;
import org.overtap.testbed.local.ToldMachine;

/** Namespaces that were asked for by name. */
class NetnsContractTest extends TestbedContract {
    private static final List<String> NAMES = List.of("ovtn-a", "ovtn-b", "ovtn-c", "ovtn-d");

    @Override
    public Testbed open() throws Exception {
        String there = String.join("\n", NAMES) + "\novtn-sw\n";
        ToldMachine machine = ToldMachine.at(List.of(), LocalContractTest.told(), Map.of("stat -f -c %T", there));
        return LocalTestbed.wired("netns/four", new NamedNamespaces(NAMES), bridge -> true, machine);
    }
}
