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
    private static final int PIPE_STEP = 10;

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

    /** A transparent bridge between the two ports, without an address; two with a slow wire between where that is needed. */
    private Stream<String> inline(Inline delay) {
        if (delay.delay().traceOnly()) {
            return joined(delay);
        }
        Stream<String> path = shaping.needsWire(delay) ? joinedByWire(delay) : joined(delay);
        return Stream.concat(path, shaping.inline(delay));
    }

    private static Stream<String> joined(Inline delay) {
        return bridge("br" + delay.pipe0(), delay.iface0(), delay.iface1());
    }

    private static Stream<String> joinedByWire(Inline delay) {
        String near = "wire" + delay.pipe0();
        String far = "wire" + (delay.pipe0() + PIPE_STEP);
        Stream<String> taps = Stream.of(near, far)
                .flatMap(tap -> Stream.of(
                        "ip tuntap add dev " + tap + " mode tap",
                        "echo 1 > /proc/sys/net/ipv6/conf/" + tap + "/disable_ipv6",
                        "ip link set " + tap + " up"));
        Stream<String> bridges = Stream.concat(
                bridge("br" + delay.pipe0(), delay.iface0(), near),
                bridge("br" + (delay.pipe0() + PIPE_STEP), far, delay.iface1()));
        String wire = "perl \"$here/wire.pl\" %s %s %s %s </dev/null >/dev/null 2>&1 &"
                .formatted(
                        near,
                        far,
                        delay.delay().forth().delayMs(),
                        delay.delay().back().delayMs());
        return Stream.of(taps, bridges, Stream.of(wire)).flatMap(lines -> lines);
    }

    private static Stream<String> bridge(String name, String one, String other) {
        return Stream.of(
                "ip link add " + name + " type bridge stp_state 0 mcast_snooping 0",
                "echo 1 > /proc/sys/net/ipv6/conf/" + name + "/disable_ipv6",
                "ip link set " + one + " master " + name,
                "ip link set " + other + " master " + name,
                "ip link set " + name + " up");
    }
}
