package org.overtap.testbed.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;

/** On what a real machine told of three namespaces on a bridge and a fourth on a link. */
public class LocalContractTest extends TestbedContract {
    static final List<Namespace> NODES =
            Stream.of("a", "b", "c", "d").map(ToldMachine::namespace).toList();

    /** What it told. */
    public static String told() throws Exception {
        return Files.readString(Path.of("src/test/resources/networks/namespaces.txt"));
    }

    /** What it would tell if Open vSwitch had that bridge in the place of its own. */
    public static String switched(String ports) throws Exception {
        String switching = MachineFacts.parse(told()).inodes().get("/run/netns/ovtn-sw");
        ToldSwitch bridge = ToldSwitch.of("s1");
        for (String port : ports.split(",")) {
            bridge = bridge.port(port);
        }
        return bridge.rows() + ownSwitch(switching);
    }

    static String ownSwitch(String switching) throws Exception {
        return told().replaceAll("(?m)^handle \\d+ /proc/self/ns/net$", "handle " + switching + " /proc/self/ns/net")
                .replace("\"master\":\"br0\",", "");
    }

    @Override
    public Testbed open() throws Exception {
        return LocalTestbed.wired("netns/lab", new ToldMachine.Finder(NODES), bridge -> true, new ToldMachine(told()));
    }
}
