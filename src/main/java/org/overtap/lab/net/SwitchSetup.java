package org.overtap.lab.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.Blueprint.SwitchLan;

/**
 * The scripts that configure the switch: a bridge for each LAN, which learns unless it is not to, and one for the
 * control network.
 */
final class SwitchSetup {
    static final String CONTROL = "ctrl";

    private SwitchSetup() {}

    /** Brings up the bridges and ports of an experiment. */
    static String script(Blueprint blueprint, LabSettings settings) {
        List<String> commands = new ArrayList<>();
        commands.add("ip -batch - <<'.'");
        blueprint.lans().forEach(lan -> commands.add(bridge(lan.bridge())));
        commands.add(".");
        commands.add("for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 > $f; done");
        if (!settings.offloads()) {
            commands.add("for i in " + String.join(" ", lanPorts(blueprint).toList())
                    + "; do ethtool -K $i tso off gso off gro off tx off rx off >/dev/null; done");
        }
        commands.add("ip -batch - <<'.'");
        IntStream.range(0, blueprint.machines().size())
                .forEach(i -> commands.add("link set c" + i + " master " + CONTROL + " up"));
        blueprint.lans().forEach(lan -> commands.addAll(plugged(lan)));
        blueprint.lans().stream()
                .filter(lan -> settings.flooding().contains(lan.lan()))
                .forEach(lan -> commands.addAll(forgetful(lan)));
        commands.add(".");
        return String.join("\n", commands) + "\n";
    }

    static String bridge(String name) {
        return "link add " + name + " type bridge stp_state 0 mcast_snooping 0";
    }

    private static List<String> plugged(SwitchLan lan) {
        return Stream.concat(
                        lan.ports().stream().map(port -> "link set " + port + " master " + lan.bridge() + " up"),
                        Stream.of("link set " + lan.bridge() + " up"))
                .toList();
    }

    /** A switch that learns nothing sends everything everywhere. */
    private static List<String> forgetful(SwitchLan lan) {
        return Stream.concat(
                        lan.ports().stream()
                                .map(port -> "link set " + port + " type bridge_slave learning off flood on"),
                        Stream.of("link set " + lan.bridge() + " type bridge ageing_time 0"))
                .toList();
    }

    private static Stream<String> lanPorts(Blueprint blueprint) {
        return blueprint.lans().stream().flatMap(lan -> lan.ports().stream());
    }

    /** Takes out everything but the control network's own bridge and the ports of the lab's fixed parts. */
    static String clear() {
        return """
            ip -o link show | while IFS=': ' read -r index name rest; do
                name=${name%%@*}
                case $name in
                    c[0-9]*|p[0-9]*|lan[0-9]*) echo "link del $name";;
                esac
            done | ip -force -batch - 2>/dev/null || true
            """;
    }
}
