package org.overtap.lab.net;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.Blueprint.OnEnd;
import org.overtap.lab.mapper.Mac;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.MappedMachine.Port;
import org.overtap.lab.mapper.Routes;
import org.overtap.lab.mapper.UniqueLocal;
import org.overtap.shell.ShellQuote;

/**
 * The shell scripts that configure a machine's interfaces, routes and shapers, take them back, and change them while it
 * runs. They find the wire's program in {@code $wire}.
 */
final class MachineSetup {
    private static final int PIPE_STEP = 10;

    private final Blueprint blueprint;
    private final Routes routes;
    private final ShapingCommands shaping;
    private final boolean offloads;
    private final boolean ipv6;

    MachineSetup(Blueprint blueprint, ShapingCommands shaping, boolean offloads, boolean ipv6) {
        this.blueprint = blueprint;
        this.routes = new Routes(blueprint.network());
        this.shaping = shaping;
        this.offloads = offloads;
        this.ipv6 = ipv6;
    }

    String of(MappedMachine machine) {
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

    private Stream<String> sysctls(MappedMachine machine) {
        Stream<String> families = Stream.concat(
                Stream.of(sysctl("eth0", "disable_ipv6", 1)),
                machine.ports().stream()
                        .flatMap(port ->
                                both(port) ? withIpv6(port) : Stream.of(sysctl(port.iface(), "disable_ipv6", 1))));
        boolean router = machine.hasAddresses() && machine.ports().size() > 1;
        return router ? Stream.concat(families, forwarding()) : families;
    }

    private Stream<String> forwarding() {
        Stream<String> four = Stream.of("echo 1 > /proc/sys/net/ipv4/ip_forward");
        return ipv6 ? Stream.concat(four, Stream.of(sysctl("all", "forwarding", 1))) : four;
    }

    /** Whether a port has addresses of both families. */
    private boolean both(Port port) {
        return ipv6 && !port.ip().isEmpty();
    }

    /** Addresses hold from the moment they are given, and nobody else gives any. */
    private static Stream<String> withIpv6(Port port) {
        return Stream.of(
                sysctl(port.iface(), "disable_ipv6", 0),
                sysctl(port.iface(), "accept_dad", 0),
                sysctl(port.iface(), "accept_ra", 0));
    }

    private static String sysctl(String iface, String name, int value) {
        return "echo " + value + " > /proc/sys/net/ipv6/conf/" + ShellQuote.word(iface) + "/" + name;
    }

    private Stream<String> addresses(MappedMachine machine) {
        Stream<String> control = Stream.of(
                "link set lo up",
                "addr add %s/16 brd + dev eth0".formatted(machine.nodeId().controlIp()),
                "link set eth0 up");
        Stream<String> ports = machine.ports().stream().flatMap(this::port);
        Stream<String> ways = routes.of(machine.name()).stream().flatMap(route -> ways(machine, route));
        return Stream.of(Stream.of("ip -batch - <<'.'"), control, ports, ways, Stream.of("."))
                .flatMap(lines -> lines);
    }

    /** Whatever a machine's system made of its interfaces is taken back, as by switching it off; the cables stay. */
    static String unplug(MappedMachine machine) {
        StringBuilder script = new StringBuilder();
        Stream.concat(
                        Stream.of("eth0 " + Mac.colons(machine.nodeId().mac(0))),
                        machine.ports().stream().map(port -> port.iface() + " " + Mac.colons(port.mac())))
                .forEach(cable -> script.append("back ").append(cable).append('\n'));
        return Resources.textOf("lab/net/unplug.sh").replace("# CABLES\n", script.toString());
    }

    /** An IPv6 next hop is taken at our word: its network is not known before the other end is up too. */
    private Stream<String> ways(MappedMachine machine, Routes.Route route) {
        Stream<String> four = Stream.of("route add " + route.destination() + " via " + route.via());
        Stream<String> six = machine.ports().stream()
                .filter(port -> both(port) && UniqueLocal.shared(port.ip(), port.mask(), route.via()))
                .limit(1)
                .map(port -> "route add %s via %s dev %s onlink"
                        .formatted(
                                UniqueLocal.network(route.destination()),
                                UniqueLocal.address(route.via(), port.mask()),
                                port.iface()));
        return Stream.concat(four, six);
    }

    private Stream<String> port(Port port) {
        Stream<String> up = Stream.of("link set " + port.iface() + " up");
        Stream<String> six = both(port)
                ? Stream.of("addr add %s dev %s nodad".formatted(UniqueLocal.of(port.ip(), port.mask()), port.iface()))
                : Stream.empty();
        Stream<String> four = Stream.concat(Stream.of(port.ip()), port.aliases().stream())
                .map(ip -> "addr add %s/%d brd + dev %s".formatted(ip, prefix(port.mask()), port.iface()));
        return port.ip().isEmpty() ? up : Stream.of(four, six, up).flatMap(lines -> lines);
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

    private Stream<Inline> inlineOf(MappedMachine machine) {
        return blueprint.delays().stream().filter(delay -> delay.machine().equals(machine.name()));
    }

    private Stream<OnEnd> onEndsOf(MappedMachine machine) {
        return blueprint.endDelays().stream().filter(delay -> delay.machine().equals(machine.name()));
    }

    /**
     * A transparent bridge between the two ports, without an address; two with a slow wire between where that is
     * needed.
     */
    private Stream<String> inline(Inline delay) {
        if (delay.delay().traceOnly()) {
            return joined(delay);
        }
        Stream<String> path = shaping.needsWire(delay) ? joinedByWire(delay) : joined(delay);
        return Stream.concat(path, shaping.inline(delay));
    }

    /** Shapes anew what a machine shapes inline; the path is laid anew where its delay changes and needs a wire. */
    String reshape(Inline before, Inline after) {
        boolean sameWay = before.delay().forth().delayMs()
                        == after.delay().forth().delayMs()
                && before.delay().back().delayMs() == after.delay().back().delayMs();
        boolean sameWire = sameWay || !shaping.needsWire(before) && !shaping.needsWire(after);
        Stream<String> laid = sameWire ? shaping.inline(after) : Stream.concat(unlaid(after), inline(after));
        return Stream.concat(ShapingCommands.clear(after), laid).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Bridges and taps of either form; a wire ends when its taps do. */
    private static Stream<String> unlaid(Inline delay) {
        return Stream.of("br", "wire").flatMap(kind -> Stream.of(delay.pipe0(), delay.pipe0() + PIPE_STEP)
                .map(pipe -> "ip link del " + kind + pipe + " 2>/dev/null || true"));
    }

    /** Brings an interface of a node down, or up with the routes that went with it. */
    String carrier(MappedMachine machine, String iface, boolean up) {
        Stream<String> link = Stream.of("ip link set " + ShellQuote.word(iface) + (up ? " up" : " down"));
        Stream<String> ways = routes.of(machine.name()).stream()
                .flatMap(route -> ways(machine, route))
                .map(way -> "ip " + way.replace("route add", "route replace") + " 2>/dev/null || true");
        return (up ? Stream.concat(link, ways) : link).collect(Collectors.joining("\n", "", "\n"));
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
        String wire = "perl \"$wire\" %s %s %s %s </dev/null >/dev/null 2>&1 &"
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
