package org.overtap.testbed.geni;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.rspec.SliverLogin;

/** Nodes that answer what they are asked, as far as a testbed asks them. */
final class SimulatedNodes implements NodeEntry {
    private final Map<String, String> interfaces = new LinkedHashMap<>();
    private final Map<String, String> more = new LinkedHashMap<>();
    final List<String> entered = new ArrayList<>();

    /** Gives a node an interface; of the address's last part its control address is made. */
    SimulatedNodes with(String node, String iface, String mac, String address) {
        String[] parts = address.split("/");
        String row = ("{\"ifname\":\"%s\",\"flags\":[\"UP\"],\"operstate\":\"UP\",\"link_type\":\"ether\","
                        + "\"address\":\"%s\",\"addr_info\":[%s]}")
                .formatted(
                        iface,
                        mac,
                        address.isEmpty() ? "" : "{\"local\":\"%s\",\"prefixlen\":%s}".formatted(parts[0], parts[1]));
        interfaces.merge(node, row, (before, now) -> before + "," + now);
        return this;
    }

    /** Lines that a node prints before its interfaces. */
    SimulatedNodes telling(String node, String lines) {
        more.merge(node, lines, String::concat);
        return this;
    }

    @Override
    public synchronized Shell on(String node, SliverLogin login) throws ShellException {
        entered.add(login.user() + "@" + login.host() + ":" + login.port());
        if (!interfaces.containsKey(node)) {
            throw new ShellException(node, "cannot log in on " + node + ": connection refused");
        }
        return new Shell() {
            @Override
            public String node() {
                return node;
            }

            @Override
            public CommandResult run(Command command) {
                if (command.argv().equals(List.of("id", "-u"))) {
                    return new CommandResult(0, login.user().equals("root") ? "0\n" : "20001\n", "");
                }
                return new CommandResult(
                        0,
                        "system Linux 6.1\n" + more.getOrDefault(node, "") + "interfaces\n[" + interfaces.get(node)
                                + "]\n",
                        "");
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
