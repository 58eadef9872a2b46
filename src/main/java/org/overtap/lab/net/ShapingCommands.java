package org.overtap.lab.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.Blueprint.OnEnd;
import org.overtap.lab.mapper.MappedShaping;

/**
 * The commands that shape an interface.
 *
 * <p>Rate by htb, always. Delay and loss by netem where the kernel has it; otherwise loss by nft at the packets'
 * entry, and delay by a wire in user space, which only a shaper can have.
 *
 * @param netem whether this kernel has netem
 */
record ShapingCommands(boolean netem) {
    private static final int MILLION = 1_000_000;

    /** Whether a shaper's two ports must be joined by a slow wire. */
    boolean needsWire(Inline delay) {
        return !netem
                && (delay.delay().forth().delayMs() > 0 || delay.delay().back().delayMs() > 0);
    }

    /** Both directions of a shaper: each is slowed where it leaves. */
    Stream<String> inline(Inline delay) {
        MappedShaping forth = delay.delay().forth();
        MappedShaping back = delay.delay().back();
        return Stream.of(
                        leaving(delay.iface1(), delay.pipe0(), forth),
                        leaving(delay.iface0(), delay.pipe0() + 10, back),
                        entering(delay.iface0(), forth),
                        entering(delay.iface1(), back))
                .flatMap(commands -> commands);
    }

    /** Takes back what {@link #inline} did. */
    static Stream<String> clear(Inline delay) {
        return Stream.of(delay.iface0(), delay.iface1())
                .flatMap(iface -> Stream.of(
                        "tc qdisc del dev " + iface + " root 2>/dev/null || true",
                        "nft delete table netdev loss_" + iface + "_ingress 2>/dev/null || true"));
    }

    /** Shaping on the node itself; what arrives is led over a device of its own. */
    Stream<String> onEnd(OnEnd delay) {
        MappedShaping out = delay.delay().out();
        Stream<String> leaving =
                Stream.concat(leaving(delay.iface(), delay.pipe(), out), losing(delay.iface(), "egress", out));
        if (delay.ifb().isEmpty()) {
            return leaving;
        }
        String ifb = delay.ifb().get();
        MappedShaping in = delay.delay().in().orElseThrow();
        Stream<String> arriving = Stream.of(
                "ip link add " + ifb + " type ifb",
                "echo 1 > /proc/sys/net/ipv6/conf/" + ifb + "/disable_ipv6",
                "ip link set " + ifb + " up",
                "tc qdisc add dev " + delay.iface() + " ingress",
                "tc filter add dev " + delay.iface()
                        + " parent ffff: protocol all u32 match u32 0 0 action mirred egress redirect dev " + ifb);
        return Stream.of(leaving, arriving, leaving(ifb, delay.pipe() + 10, in), entering(delay.iface(), in))
                .flatMap(commands -> commands);
    }

    /** Rate, and with netem delay and loss, of what an interface sends. */
    private Stream<String> leaving(String iface, int pipe, MappedShaping shaping) {
        List<String> commands = new ArrayList<>();
        String parent = "root";
        if (shaping.kbps() > 0) {
            commands.add("tc qdisc add dev %s root handle %d: htb default 1".formatted(iface, pipe));
            commands.add("tc class add dev %s parent %d: classid %d:1 htb rate %dkbit ceil %dkbit quantum 60000"
                    .formatted(iface, pipe, pipe, shaping.kbps(), shaping.kbps()));
            parent = "parent " + pipe + ":1";
        }
        if (netem && (shaping.delayMs() > 0 || shaping.loss() > 0)) {
            commands.add("tc qdisc add dev %s %s handle %d: netem limit %d delay %sms loss %s%%"
                    .formatted(
                            iface,
                            parent,
                            pipe + 1,
                            room(shaping),
                            decimal(shaping.delayMs()),
                            decimal(shaping.loss() * 100)));
        } else if (shaping.kbps() > 0) {
            commands.add("tc qdisc add dev %s %s handle %d: pfifo limit %d"
                    .formatted(iface, parent, pipe + 1, Math.max(shaping.queue(), 2)));
        }
        return commands.stream();
    }

    /** netem's queue must also hold what is on its way: rate times delay, in packets of 1500 bytes at most. */
    private static long room(MappedShaping shaping) {
        double kbps = shaping.kbps() == 0 ? MILLION : shaping.kbps();
        return Math.max(shaping.queue(), 2) + (long) (kbps * shaping.delayMs() / 8 / 100);
    }

    private Stream<String> entering(String iface, MappedShaping shaping) {
        return losing(iface, "ingress", shaping);
    }

    private Stream<String> losing(String iface, String hook, MappedShaping shaping) {
        long outOfMillion = Math.round(shaping.loss() * MILLION);
        if (netem || outOfMillion == 0) {
            return Stream.empty();
        }
        String table = "loss_" + iface + "_" + hook;
        return Stream.of(
                "nft add table netdev " + table,
                "nft add chain netdev %s c '{ type filter hook %s device %s priority 0; }'"
                        .formatted(table, hook, iface),
                "nft add rule netdev %s c numgen random mod %d '<' %d drop".formatted(table, MILLION, outOfMillion));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
