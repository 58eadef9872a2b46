package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.Namespaces;

/**
 * Four hosts that are namespaces: a, b and c on a switch; c and d joined by two links that have one subnet; a and d by
 * two links, one of them of both families. b knows a way to d by a, and d none back. b alone is entered by SSH.
 *
 * @param home configuration, state and keys lie below it
 */
record CanaryHosts(Path home) implements AutoCloseable {
    private static final String PREFIX = "ovtcanary-";
    private static final List<String> NODES = List.of("a", "b", "c", "d");
    private static final String CONTROL = "10.254.77.";

    /** Each line: a wire's two ends with their addresses; what the switch holds has none. */
    private static final String WIRES = """
            a eth1 10.5.1.1/24 switch lan-a
            b eth1 10.5.1.2/24 switch lan-b
            c eth1 10.5.1.3/24 switch lan-c
            c eth2 10.5.2.1/24 d eth1 10.5.2.2/24
            c eth3 10.5.2.3/24 d eth2 10.5.2.4/24
            a eth2 10.5.3.1/24,fd00:5:3::1/64 d eth3 10.5.3.2/24,fd00:5:3::2/64
            a eth3 10.5.4.1/24 d eth4 10.5.4.2/24
            """;

    /** Builds them, in the place of those that an earlier run may have left. Skips the test where that cannot be. */
    static CanaryHosts up(Path home) throws Exception {
        Live.require();
        CanaryHosts hosts = new CanaryHosts(home);
        hosts.close();
        Files.createDirectories(Path.of("/run/sshd"));
        hosts.build();
        for (String key : List.of("host", "login")) {
            hosts.require(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    home.resolve(key).toString());
        }
        hosts.startSshd();
        Files.writeString(home.resolve("hosts.yaml"), """
                hosts:
                - {name: a, netns: %1$sa}
                - {name: b, host: %2$s, user: root, key: login}
                - {name: c, netns: %1$sc}
                - {name: d, netns: %1$sd}
                """.formatted(PREFIX, CONTROL + 2));
        return hosts;
    }

    private void build() throws LabException, IOException {
        Namespaces.add(Stream.concat(NODES.stream(), Stream.of("switch", "ops"))
                .map(n -> PREFIX + n)
                .toList());
        StringBuilder lines = new StringBuilder("set -e\n");
        for (String bridge : List.of("lan", "control")) {
            lines.append("ip -n %1$sswitch link add %2$s type bridge mcast_snooping 0\n".formatted(PREFIX, bridge));
            lines.append("ip -n %1$sswitch link set %2$s up\n".formatted(PREFIX, bridge));
        }
        // As hosts usually have it; without it a probe has to do with a pipe that may count a packet twice.
        NODES.forEach(node -> lines.append("ip -n %s%s link set lo up\n".formatted(PREFIX, node)));
        for (int i = 0; i <= NODES.size(); i++) {
            String node = i < NODES.size() ? NODES.get(i) : "ops";
            wire(lines, node + " ctrl0 " + CONTROL + (i + 1) + "/24 switch control-" + node);
        }
        WIRES.lines().forEach(line -> wire(lines, line));
        lines.append("ip netns exec %sa sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'\n".formatted(PREFIX));
        lines.append("ip -n %sb route add 10.5.3.0/24 via 10.5.1.1\n".formatted(PREFIX));
        require("sh", Files.writeString(home.resolve("setup.sh"), lines).toString());
    }

    private static void wire(StringBuilder lines, String line) {
        String[] words = line.split(" ");
        lines.append("ip link add %s netns %s%s type veth peer name %s netns %s%s\n"
                .formatted(words[1], PREFIX, words[0], words[4], PREFIX, words[3]));
        address(lines, words[0], words[1], words[2]);
        if (words.length > 5) {
            address(lines, words[3], words[4], words[5]);
        } else {
            lines.append("ip -n %sswitch link set %s master %s up\n"
                    .formatted(PREFIX, words[4], words[4].replaceFirst("-.*", "")));
        }
    }

    private static void address(StringBuilder lines, String node, String port, String addresses) {
        lines.append("ip -n %s%s link set %s up\n".formatted(PREFIX, node, port));
        for (String address : addresses.split(",")) {
            lines.append("ip -n %s%s addr add %s dev %s%s\n"
                    .formatted(PREFIX, node, address, port, address.contains(":") ? " nodad" : ""));
        }
    }

    void startSshd() throws IOException {
        // Logins read nothing of this machine's own root's profile, which may take long at each command.
        Path config = Files.writeString(home.resolve("sshd"), """
                ListenAddress %s
                HostKey %s
                AuthorizedKeysFile %s
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                MaxSessions 1
                PidFile %s
                SetEnv HOME=%s
                """.formatted(
                        CONTROL + 2,
                        home.resolve("host"),
                        home.resolve("login.pub"),
                        home.resolve("sshd.pid"),
                        home.resolve("nobody")));
        on("b", "/usr/sbin/sshd", "-r", "-f", config.toString());
        for (int i = 0; i < 50 && !Files.exists(home.resolve("sshd.pid")); i++) {
            require("sleep", "0.1");
        }
    }

    void stopSshd() throws IOException {
        String pid = Files.readString(home.resolve("sshd.pid")).strip();
        require("kill", pid);
        while (Files.exists(Path.of("/proc", pid))) {
            require("sleep", "0.1");
        }
    }

    /** A command as root in a host's namespace, which must succeed. */
    void on(String node, String... argv) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", PREFIX + node));
        words.addAll(List.of(argv));
        require(words.toArray(String[]::new));
    }

    /** A process in a host's namespace that the caller ends. */
    Process start(String node, String... argv) throws IOException {
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + PREFIX + node, "--"));
        words.addAll(List.of(argv));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void require(String... words) {
        Live.Ended ended = Live.run(home, List.of(words));
        assertThat(ended.code()).as(List.of(words) + ": " + ended.err()).isZero();
    }

    /** overtap on the control network. */
    Live.Ended overtap(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "hosts:" + home.resolve("hosts.yaml")));
        words.addAll(List.of(more));
        return Live.inNamespace(home, PREFIX + "ops", words.toArray(String[]::new));
    }

    /** Processes whose command line names canaries of a deployment, in any host. */
    List<String> canaries() throws IOException {
        List<String> found = new ArrayList<>();
        for (String node : NODES) {
            for (String pid : Live.run(home, List.of("ip", "netns", "pids", PREFIX + node))
                    .out()
                    .lines()
                    .toList()) {
                Path line = Path.of("/proc", pid.strip(), "cmdline");
                if (Files.exists(line) && Files.readString(line).contains("-canaries-")) {
                    found.add(node + " " + pid);
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws LabException {
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList());
    }
}
