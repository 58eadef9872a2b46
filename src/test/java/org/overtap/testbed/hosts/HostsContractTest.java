package org.overtap.testbed.hosts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.testbed.hosts.inventory.Inventory;
import org.overtap.testbed.hosts.inventory.InventoryFile;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;

/** On hosts that answer every script as a real one would: three on a LAN, two of them also on a link. */
public class HostsContractTest extends TestbedContract {
    private static final Inventory LIST =
            InventoryFile.parse("lab.yaml", Path.of("/"), "[root@a, b, {name: c, netns: blue}]");

    private final SimulatedLinks links = new SimulatedLinks(new Random(3));
    private final Map<String, List<HostPort>> hosts = new LinkedHashMap<>();

    HostsContractTest() {
        plug("a", "eth1", 0, "10.1.1.1/24");
        plug("a", "eth2", 1, "fd00:1::1/64");
        plug("b", "eth1", 0, "10.1.1.2/24");
        plug("b", "eth2", 1, "fd00:1::2/64");
        plug("c", "eth1", 0, "10.1.1.3/24");
        plug("a", "ctrl0", 5, "192.0.2.1/24");
        plug("b", "ctrl0", 5, "192.0.2.2/24");
        plug("c", "ctrl0", 5, "192.0.2.3/24");
    }

    private void plug(String node, String iface, int wire, String address) {
        hosts.computeIfAbsent(node, n -> new ArrayList<>()).add(links.plug(node, iface, wire, address));
    }

    @Override
    public Testbed open() {
        return new HostsTestbed("hosts/lab", LIST, new Simulated());
    }

    private final class Simulated implements HostShells {
        @Override
        public Shell on(HostEntry host) {
            return new SimulatedShell(host.name());
        }

        @Override
        public void close() {
            // Nothing is kept.
        }
    }

    private final class SimulatedShell implements Shell {
        private final String node;

        SimulatedShell(String node) {
            this.node = node;
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public CommandResult run(Command command) {
            if (command.argv().equals(List.of("id", "-u"))) {
                return new CommandResult(0, node.equals("b") ? "1000\n" : "0\n", "");
            }
            String script = command.argv().get(2);
            return new CommandResult(0, script.contains("ip -j addr") ? self() : neighbours(command), "");
        }

        private String self() {
            String control = hosts.get(node)
                    .get(hosts.get(node).size() - 1)
                    .local()
                    .addresses()
                    .get(0)
                    .ip()
                    .toString();
            List<String> interfaces =
                    hosts.get(node).stream().map(SimulatedShell::json).toList();
            return "kernel k-%s\nnamespace net:[1]\ndisk 8:1\nos Linux\nlogin 192.0.2.9 5 %s 22\ninterfaces\n[%s]\n"
                    .formatted(node, control, String.join(",", interfaces));
        }

        private static String json(HostPort port) {
            String address = port.local().addresses().get(0).toString();
            return ("{\"ifname\":\"%s\",\"flags\":[\"UP\"],\"operstate\":\"UP\",\"link_type\":\"ether\","
                            + "\"address\":\"%s\",\"addr_info\":[{\"local\":\"%s\",\"prefixlen\":%s}]}")
                    .formatted(
                            port.local().name(),
                            port.local().mac().orElseThrow(),
                            address.replaceFirst("/.*", ""),
                            address.replaceFirst(".*/", ""));
        }

        private String neighbours(Command command) {
            StringBuilder answer = new StringBuilder();
            for (String line :
                    new String(command.input(), StandardCharsets.UTF_8).lines().toList()) {
                String[] words = line.split(" ");
                Neighbours.Question question =
                        new Neighbours.Question(new Endpoint(node, words[0]), IpAddress.of(words[1]));
                String mac = links.ask(List.of(question)).get(question).mac().orElse("none");
                answer.append(line).append(' ').append(mac).append('\n');
            }
            return answer.toString();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
