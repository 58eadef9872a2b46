package org.overtap.lab.net;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.Blueprint.OnEnd;
import org.overtap.lab.mapper.Machine;
import org.overtap.lab.mapper.Machine.Port;
import org.overtap.lab.mapper.Routes;
import org.overtap.shell.ShellQuote;

/** The shell script that configures a machine's interfaces, routes and shapers. */
final class MachineSetup {
    private final Blueprint blueprint;
    private final Routes routes;
    private final ShapingCommands shaping;
    private final boolean offloads;

    MachineSetup(Blueprint blueprint, ShapingCommands shaping, boolean offloads) {
        this.blueprint = blueprint;
        this.routes = new Routes(blueprint.network());
        this.shaping = shaping;
        this.offloads = offloads;
    }

    String of(Machine machine) {
        return Stream.of(
                        sysctls(machine),
                        addresses(machine),
                        offloads
                                ? Stream.<String>empty()
                                : machine.ports().stream().map(MachineSetup::plain),
                        inlineOf(machine).flatMap(this::inline),
                        onEndsOf(machine).flatMap(shaping::onEnd))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Stream<String> sysctls(Machine machine) {
        Stream<String> noIpv6 = Stream.concat(
                        Stream.of("eth0"), machine.ports().stream().map(Port::iface))
                .map(iface -> "echo 1 > /proc/sys/net/ipv6/conf/" + ShellQuote.word(iface) + "/disable_ipv6");
        boolean router = machine.hasAddresses() && machine.ports().size() > 1;
        return router ? Stream.concat(noIpv6, Stream.of("echo 1 > /proc/sys/net/ipv4/ip_forward")) : noIpv6;
    }

    private Stream<String> addresses(Machine machine) {
        Stream<String> control = Stream.of(
                "link set lo up",
                "addr add %s/16 brd + dev eth0".formatted(machine.nodeId().controlIp()),
                "link set eth0 up");
        Stream<String> ports = machine.ports().stream().flatMap(MachineSetup::port);
        Stream<String> ways = routes.of(machine.name()).stream()
                .map(route -> "route add " + route.destination() + " via " + route.via());
        return Stream.of(Stream.of("ip -batch - <<'.'"), control, ports, ways, Stream.of("."))
                .flatMap(lines -> lines);
    }

    private static Stream<String> port(Port port) {
        Stream<String> up = Stream.of("link set " + port.iface() + " up");
        return port.ip().isEmpty()
                ? up
                : Stream.concat(
                        Stream.of(
                                "addr add %s/%d brd + dev %s".formatted(port.ip(), prefix(port.mask()), port.iface())),
                        up);
    }

    private static int prefix(String mask) {
        int ones = 0;
        for (String octet : mask.split("\\.")) {
            ones += Integer.bitCount(Integer.parseInt(octet));
        }
        return ones;
    }

    static String plain(Port port) {
        return "ethtool -K " + ShellQuote.word(port.iface()) + " tso off gso off gro off tx off rx off >/dev/null";
    }

    private Stream<Inline> inlineOf(Machine machine) {
        return blueprint.delays().stream().filter(delay -> delay.machine().equals(machine.name()));
    }

    private Stream<OnEnd> onEndsOf(Machine machine) {
        return blueprint.endDelays().stream().filter(delay -> delay.machine().equals(machine.name()));
    }

    /** A transparent bridge between the two ports, without an address of its own. */
    private Stream<String> inline(Inline delay) {
        String bridge = "br" + delay.pipe0();
        Stream<String> joined = Stream.of(
                "ip link add " + bridge + " type bridge stp_state 0 mcast_snooping 0",
                "echo 1 > /proc/sys/net/ipv6/conf/" + bridge + "/disable_ipv6",
                "ip link set " + delay.iface0() + " master " + bridge,
                "ip link set " + delay.iface1() + " master " + bridge,
                "ip link set " + bridge + " up");
        return delay.delay().traceOnly() ? joined : Stream.concat(joined, shaping.inline(delay));
    }
}
