package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.Namespaces;
import org.overtap.shell.TestKeys;
import org.overtap.shell.TestSshd;
import org.overtap.topology.file.JsonDocument;

/**
 * Three hosts on one LAN, each with a network and a {@code /var/tmp} of its own, entered by SSH servers within this
 * process: what runs there and what lies there is that host's alone.
 */
final class SeparateHosts implements AutoCloseable {
    static final List<String> NODES = List.of("a", "b", "c");

    private final String prefix;
    private final Path home;
    private final List<Process> holders = new ArrayList<>();
    private final List<TestSshd> servers = new ArrayList<>();

    private SeparateHosts(String prefix, Path home) {
        this.prefix = prefix;
        this.home = home;
    }

    /** Builds them, in the place of those that an earlier run may have left. Skips the test where that cannot be. */
    static SeparateHosts up(String prefix, Path home) throws Exception {
        Live.require();
        SeparateHosts hosts = new SeparateHosts(prefix, home);
        hosts.close();
        List<String> namespaces =
                new ArrayList<>(NODES.stream().map(n -> prefix + n).toList());
        namespaces.add(prefix + "switch");
        Namespaces.add(namespaces);
        hosts.connect();
        StringBuilder list = new StringBuilder("hosts:\n");
        KeyPair login = TestKeys.make("ed25519");
        TestKeys.write(home.resolve("login"), login, "");
        for (String node : NODES) {
            TestSshd server = new TestSshd(0, hosts.shell(node).toString(), TestKeys.make("ed25519")).allowing(login);
            hosts.servers.add(server);
            list.append("- {name: %s, host: 127.0.0.1, port: %d, user: root, key: login, control: ctrl0}\n"
                    .formatted(node, server.target(node).port()));
        }
        Files.writeString(home.resolve("three.yaml"), list);
        return hosts;
    }

    private void connect() throws IOException {
        StringBuilder lines = new StringBuilder("set -e\n");
        for (String bridge : List.of("lan", "control")) {
            lines.append("ip -n %1$sswitch link add %2$s type bridge mcast_snooping 0\n".formatted(prefix, bridge));
            lines.append("ip -n %1$sswitch link set %2$s up\n".formatted(prefix, bridge));
        }
        for (String node : NODES) {
            int number = NODES.indexOf(node) + 1;
            wire(lines, node, "eth1", "lan", "10.1.1." + number);
            wire(lines, node, "ctrl0", "control", "10.254.79." + number);
        }
        Path script = Files.writeString(home.resolve("setup.sh"), lines);
        Live.Ended ended = Live.run(home, List.of("sh", script.toString()));
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private void wire(StringBuilder lines, String node, String port, String bridge, String address) {
        lines.append("""
                ip link add %2$s netns %1$s%3$s type veth peer name %4$s-%3$s netns %1$sswitch
                ip -n %1$s%3$s link set lo up
                ip -n %1$s%3$s link set %2$s up
                ip -n %1$sswitch link set %4$s-%3$s up master %4$s
                ip -n %1$s%3$s addr add %5$s/24 dev %2$s
                """.formatted(prefix, port, node, bridge, address));
    }

    /** What a login on that host is given as its shell. */
    private Path shell(String node) throws Exception {
        Path disk = Files.createDirectories(disk(node));
        Process holder = new ProcessBuilder(
                        "nsenter",
                        "--net=/run/netns/" + prefix + node,
                        "unshare",
                        "--mount",
                        "--propagation",
                        "private",
                        "sh",
                        "-c",
                        "mount --bind \"$0\" /var/tmp && echo ready && exec sleep infinity",
                        disk.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        holders.add(holder);
        assertThat(new String(holder.getInputStream().readNBytes(5), StandardCharsets.UTF_8))
                .isEqualTo("ready");
        Path shell = Files.writeString(
                home.resolve("shell-" + node), "#!/bin/sh\nexec nsenter -t " + holder.pid() + " -m -n -- sh \"$@\"\n");
        assertThat(shell.toFile().setExecutable(true)).isTrue();
        return shell;
    }

    /** The host's {@code /var/tmp}. */
    Path disk(String node) {
        return home.resolve("disk-" + node);
    }

    /** The three. */
    String source() {
        return "hosts:" + home.resolve("three.yaml");
    }

    /** Folders that any overtap made on any of the hosts, as in {@code a/overtap-ID-a}. */
    Set<String> folders() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String node : NODES) {
            try (Stream<Path> all = Files.list(disk(node))) {
                all.map(path -> node + "/" + path.getFileName())
                        .filter(name -> name.contains("/overtap-"))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** What runs on the hosts and is nobody's login, as in {@code a pmacctd 123}. */
    Set<String> processes() throws IOException {
        Set<Long> own = new TreeSet<>();
        holders.forEach(holder -> own.add(holder.pid()));
        Set<String> found = new TreeSet<>();
        for (String node : NODES) {
            for (String pid : Live.run(home, List.of("ip", "netns", "pids", prefix + node))
                    .out()
                    .lines()
                    .toList()) {
                Path name = Path.of("/proc", pid.strip(), "comm");
                if (!own.contains(Long.parseLong(pid.strip())) && Files.exists(name)) {
                    found.add(node + " " + Files.readString(name).strip() + " " + pid.strip());
                }
            }
        }
        return found;
    }

    /** The state file in that folder, as a tree; missing where there is none. */
    JsonNode state(Path folder) throws IOException {
        Path states = folder.resolve("state/overtap");
        if (!Files.isDirectory(states)) {
            return JsonDocument.mapper().missingNode();
        }
        try (Stream<Path> all = Files.list(states)) {
            List<Path> found =
                    all.filter(path -> path.toString().endsWith(".json")).toList();
            assertThat(found).hasSizeLessThan(2);
            return found.isEmpty()
                    ? JsonDocument.mapper().missingNode()
                    : JsonDocument.mapper().readTree(found.get(0).toFile());
        }
    }

    @Override
    public void close() throws IOException, LabException {
        for (TestSshd server : servers) {
            server.close();
        }
        for (Process holder : holders) {
            holder.destroyForcibly().onExit().join();
        }
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted(Comparator.reverseOrder())
                .toList());
    }
}
