package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.Namespaces;

/**
 * Six hosts that are network namespaces of this machine and nothing else: one disk, one process table, one set of
 * users. Three are on a switch, two of those and a fourth on links, and two more on a link that has the switch's
 * subnet. Two are entered by SSH; overtap runs in a namespace of its own on the control network.
 *
 * @param home configuration, state and keys lie below it
 * @param prefix what their namespaces' names begin with, unlike any other class's
 */
record NamespaceHosts(Path home, String prefix) implements AutoCloseable {
    private static final List<String> NODES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> BY_SSH = List.of("a", "b");

    private static final String SEND = "socket(S,PF_INET,SOCK_DGRAM,0);bind(S,sockaddr_in(%d,INADDR_ANY));for(1..%d){"
            + "send(S,'x'x72,0,sockaddr_in(5001,inet_aton('10.1.1.3')));}";

    /** Each line: a wire's two ends with their addresses; what the switch holds has none. */
    private static final String WIRES = """
            a eth1 10.1.1.1/24 switch lan-a
            b eth1 10.1.1.2/24 switch lan-b
            c eth1 10.1.1.3/24 switch lan-c
            c eth2 10.1.3.1/24,fd00:77:1::1/64 d eth1 10.1.3.2/24,fd00:77:1::2/64
            b eth2 10.1.2.1/24 d eth2 10.1.2.2/24
            e eth1 10.1.1.11/24 f eth1 10.1.1.12/24
            """;

    /** Builds them, in the place of those that an earlier run may have left. Skips the test where that cannot be. */
    static NamespaceHosts up(Path home, String prefix) throws Exception {
        Live.require();
        NamespaceHosts hosts = new NamespaceHosts(home, prefix);
        hosts.close();
        Files.createDirectories(Path.of("/run/sshd"));
        hosts.build();
        for (String node : BY_SSH) {
            hosts.startSshd(node);
        }
        String four = """
                hosts:
                - {name: a, host: %1$s, user: root, key: login}
                - {name: b, host: %2$s, user: root, key: login}
                - {name: c, netns: %3$sc}
                - {name: d, netns: %3$sd, control: ctrl0}
                """.formatted(control("a"), control("b"), prefix);
        Files.writeString(home.resolve("four.yaml"), four);
        Files.writeString(home.resolve("six.yaml"), four + """
                - {name: e, netns: %1$se, control: %2$s}
                - {name: f, netns: %1$sf}
                """.formatted(prefix, control("e")));
        return hosts;
    }

    private void build() throws LabException, IOException {
        List<String> namespaces =
                new ArrayList<>(NODES.stream().map(n -> prefix + n).toList());
        namespaces.add(prefix + "switch");
        namespaces.add(prefix + "ops");
        Namespaces.add(namespaces);
        StringBuilder lines = new StringBuilder();
        bridge(lines, "lan");
        bridge(lines, "control");
        for (String node : List.of("a", "b", "c", "d", "e", "f", "ops")) {
            wire(lines, node, "ctrl0", "switch", "control-" + node);
            address(lines, node, "ctrl0", control(node) + "/24");
        }
        for (String line : WIRES.lines().toList()) {
            String[] words = line.split(" ");
            wire(lines, words[0], words[1], words[3], words[4]);
            address(lines, words[0], words[1], words[2]);
            if (words.length > 5) {
                address(lines, words[3], words[4], words[5]);
            }
        }
        Path script = Files.writeString(home.resolve("setup.sh"), "set -e\n" + lines);
        require(List.of("sh", script.toString()));
    }

    private void bridge(StringBuilder lines, String name) {
        lines.append("ip -n %sswitch link add %s type bridge mcast_snooping 0\n".formatted(prefix, name));
        lines.append("ip -n %sswitch link set %s up\n".formatted(prefix, name));
    }

    private void wire(StringBuilder lines, String one, String port, String other, String far) {
        lines.append("ip link add %s netns %s%s type veth peer name %s netns %s%s\n"
                .formatted(port, prefix, one, far, prefix, other));
        lines.append("ip -n %s%s link set %s up\n".formatted(prefix, one, port));
        String master = other.equals("switch") ? " master " + far.replaceFirst("-.*", "") : "";
        lines.append("ip -n %s%s link set %s up%s\n".formatted(prefix, other, far, master));
    }

    private void address(StringBuilder lines, String node, String port, String addresses) {
        for (String address : addresses.split(",")) {
            String once = address.contains(":") ? " nodad" : "";
            lines.append("ip -n %s%s addr add %s dev %s%s\n".formatted(prefix, node, address, port, once));
        }
    }

    /** A host's address on the control network. */
    static String control(String node) {
        return "10.254.78." + (node.equals("ops") ? 99 : 10 + NODES.indexOf(node));
    }

    /**
     * What logins find as their home: nothing of this machine's own root, whose profile bash reads at each command, which
     * on some machines takes fifty times as long as the rest of a login.
     */
    String strangersHome() {
        return "HOME=" + home.resolve("nobody");
    }

    void startSshd(String node) throws IOException {
        Path key = home.resolve("host-" + node);
        if (!Files.exists(key)) {
            require(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        }
        if (!Files.exists(home.resolve("login"))) {
            require(List.of(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    home.resolve("login").toString()));
        }
        Path config = Files.writeString(home.resolve("sshd-" + node), """
                ListenAddress %s
                HostKey %s
                AuthorizedKeysFile %s
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                PidFile none
                SetEnv %s
                """.formatted(
                        control(node), key, home.resolve("login.pub"), strangersHome()));
        require(List.of(
                "nsenter", "--net=/run/netns/" + prefix + node, "--", "/usr/sbin/sshd", "-r", "-f", config.toString()));
    }

    private void require(List<String> words) {
        Live.Ended ended = Live.run(home, words);
        assertThat(ended.code()).as(words + ": " + ended.err()).isZero();
    }

    /** Those on the switch, and the fourth. */
    String four() {
        return "hosts:" + home.resolve("four.yaml");
    }

    /** All of them. */
    String six() {
        return "hosts:" + home.resolve("six.yaml");
    }

    /** overtap on the control network. */
    Live.Ended overtap(String... words) {
        return Live.inNamespace(home, prefix + "ops", words);
    }

    /** A command on the four, with short timeouts and without questions where it starts something. */
    Live.Ended quick(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, four(), "--yes", "--idle-timeout", "3", "--rotate", "2"));
        words.addAll(List.of(more));
        return overtap(words.toArray(String[]::new));
    }

    /** Sends so many datagrams of 100 bytes from that port of b to port 5001 of c, over the switch. */
    void send(int port, int packets) {
        require(List.of(
                "nsenter",
                "--net=/run/netns/" + prefix + "b",
                "--",
                "perl",
                "-MSocket",
                "-e",
                SEND.formatted(port, packets)));
    }

    /** The sums of what was sent so, by the flow files in that folder. */
    JsonNode sent(Path flows) throws IOException {
        Live.Ended told = Live.overtap(
                home,
                "flows",
                flows.toString(),
                "--filter",
                "proto udp and dst port 5001",
                "--list",
                "--format",
                "json");
        assertThat(told.code()).as(told.out() + told.err()).isZero();
        return LiveLab.json(told).path("summary");
    }

    /** What runs in each host's namespace besides its SSH server: pid and program. */
    Map<String, List<String>> processes() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (String node : NODES) {
            Live.Ended pids = Live.run(Path.of("/tmp"), List.of("ip", "netns", "pids", prefix + node));
            for (String pid : pids.out().lines().toList()) {
                Path name = Path.of("/proc", pid.strip(), "comm");
                String program = Files.exists(name) ? Files.readString(name).strip() : "gone";
                if (!program.startsWith("sshd") && !program.equals("gone")) {
                    found.computeIfAbsent(node, n -> new ArrayList<>()).add(pid.strip() + " " + program);
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws LabException {
        LiveProcesses.leave(prefix + "ops");
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(prefix))
                .toList());
    }
}
