package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.Namespaces;
import org.overtap.live.Live;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/**
 * Two hosts on one wire, {@code a} and {@code b}, each a namespace; a second wire is their control network. Nothing speaks on
 * the first but who is told to: neighbours are known and no router is looked for.
 *
 * @param prefix what the names of the namespaces begin with
 * @param home for files
 */
record MatrixWire(String prefix, Path home) implements AutoCloseable {
    static final String DEVICE = "eth1";

    /** Builds it, in the place of what an earlier run may have left. */
    static MatrixWire up(String prefix, Path home) throws Exception {
        MatrixWire wire = new MatrixWire(prefix, home);
        wire.close();
        Namespaces.add(List.of(prefix + "a", prefix + "b"));
        wire.require(
                "ip",
                "link",
                "add",
                DEVICE,
                "netns",
                prefix + "a",
                "type",
                "veth",
                "peer",
                "name",
                DEVICE,
                "netns",
                prefix + "b");
        wire.require(
                "ip",
                "link",
                "add",
                "ctrl0",
                "netns",
                prefix + "a",
                "type",
                "veth",
                "peer",
                "name",
                "ctrl0",
                "netns",
                prefix + "b");
        wire.host("a", 1, 2);
        wire.host("b", 2, 1);
        return wire;
    }

    void host(String name, int number, int other) {
        on(name, "sh", "-ec", """
                for key in accept_dad=0 accept_ra=0 router_solicitations=0 dad_transmits=0; do
                    sysctl -qw net.ipv6.conf.%1$s.$key
                done
                for port in %1$s ctrl0; do
                    ethtool -K $port tso off gso off gro off tx off rx off >/dev/null
                    ip link set $port multicast off
                done
                ip link set lo up
                ip link set %1$s address 02:00:00:77:00:0%2$s addrgenmode none
                ip link set ctrl0 addrgenmode none
                ip link set %1$s up
                ip link set ctrl0 up
                ip addr add 10.77.0.%2$s/24 dev %1$s
                ip addr add fd77::%2$s/64 dev %1$s nodad
                ip addr add 10.254.76.%2$s/24 dev ctrl0
                ip neigh add 10.77.0.%3$s lladdr 02:00:00:77:00:0%3$s dev %1$s
                ip neigh add fd77::%3$s lladdr 02:00:00:77:00:0%3$s dev %1$s
                """.formatted(DEVICE, number, other));
    }

    /** A command in a host's namespace, which must succeed; what it prints. */
    String on(String node, String... argv) {
        return require(inside(node, argv).toArray(String[]::new));
    }

    /** A command in a host's namespace, as words. */
    List<String> inside(String node, String... argv) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + prefix + node, "--"));
        words.addAll(List.of(argv));
        return words;
    }

    /** A process in a host's namespace, whose words go to that file; whoever starts it ends it. */
    Process start(String node, Path log, String... argv) throws IOException {
        return new ProcessBuilder(inside(node, argv))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private String require(String... words) {
        Live.Ended ended = Live.run(home, List.of(words));
        assertThat(ended.code()).as(List.of(words) + ": " + ended.err()).isZero();
        return ended.out();
    }

    /** The script that sends. */
    Path script() throws IOException {
        Path script = home.resolve("traffic.py");
        try (var in = MatrixWire.class.getResourceAsStream("/matrix/traffic.py")) {
            Files.write(script, in.readAllBytes());
        }
        return script;
    }

    /** The two hosts as an experiment, which has these address families. */
    static Topology topology(List<String> families) {
        List<Member> ends = List.of(Member.plain("a", DEVICE), Member.plain("b", DEVICE));
        return new Topology(
                "p/matrix",
                List.of(node("a", 1, families), node("b", 2, families)),
                List.of(new Link("wire", ends, List.of())),
                List.of());
    }

    private static Node node(String name, int number, List<String> families) {
        List<InterfaceAddress> addresses = Stream.of("10.77.0." + number + "/24", "fd77::" + number + "/64")
                .map(InterfaceAddress::of)
                .filter(address ->
                        families.contains(address.ip().family().toString().toLowerCase(Locale.ROOT)))
                .toList();
        Machine machine = new Machine("pc" + number, "", "", Optional.of("10.254.76." + number), Optional.empty());
        return new Node(
                name,
                Role.HOST,
                Optional.of(machine),
                List.of(new Interface(DEVICE, Optional.of("02:00:00:77:00:0" + number), addresses)));
    }

    @Override
    public void close() throws LabException {
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(prefix))
                .toList());
    }
}
