package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.net.Namespaces;

/** The whole sentence on networks of one machine that others make: no node has a control network. */
@Tag("live")
@Order(3)
class OneMachineIT {
    private static final String PREFIX = "ovtone-";
    private static final String OPS = PREFIX + "ops";

    @TempDir
    Path home;

    @BeforeEach
    void opsUp() throws Exception {
        Live.require();
        Live.requirePrograms("tcpdump");
        remove();
        Namespaces.add(List.of(OPS));
        ip("-n", OPS, "link", "set", "lo", "up");
    }

    @AfterEach
    void remove() throws Exception {
        LiveProcesses.leave(OPS);
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted(Comparator.reverseOrder())
                .toList());
    }

    private void ip(String... words) {
        List<String> all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(words));
        Live.Ended ended = Live.run(home, all);
        assertThat(ended.code()).as(all + ended.err()).isZero();
    }

    private static String handle(String name) {
        return "/run/netns/" + PREFIX + name;
    }

    /** Three on a bridge in a namespace of its own, and a fourth on a link. */
    private void namespacesUp() throws Exception {
        Namespaces.add(List.of(PREFIX + "a", PREFIX + "b", PREFIX + "c", PREFIX + "d", PREFIX + "sw"));
        for (String node : List.of("a", "b", "c", "d", "sw")) {
            ip("-n", PREFIX + node, "link", "set", "lo", "up");
        }
        ip("-n", PREFIX + "sw", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
        ip("-n", PREFIX + "sw", "link", "set", "br0", "up");
        int number = 1;
        for (String node : List.of("a", "b", "c")) {
            ip(("link add eth0 netns " + PREFIX + node + " type veth peer name p" + node + " netns " + PREFIX + "sw")
                    .split(" "));
            ip("-n", PREFIX + "sw", "link", "set", "p" + node, "master", "br0", "up");
            ip("-n", PREFIX + node, "link", "set", "eth0", "up");
            ip("-n", PREFIX + node, "addr", "add", "10.1.1." + number++ + "/24", "dev", "eth0");
        }
        ip(("link add eth1 netns " + PREFIX + "c type veth peer name eth1 netns " + PREFIX + "d").split(" "));
        for (String node : List.of("c", "d")) {
            ip("-n", PREFIX + node, "link", "set", "eth1", "up");
            ip("-n", PREFIX + node, "addr", "add", "10.1.2." + number++ + "/24", "dev", "eth1");
        }
    }

    private static String source() {
        return "netns:" + PREFIX + "a," + PREFIX + "b," + PREFIX + "c," + PREFIX + "d";
    }

    @Test
    void namespacesAreProvenAtTheirBridgeAndWithinAndLeftAsTheyWere() throws Exception {
        namespacesUp();
        WholeSentence.Told told = new WholeSentence(
                        home,
                        OPS,
                        source(),
                        Map.of(
                                handle("a"), List.of("eth0"),
                                handle("b"), List.of("eth0"),
                                handle("c"), List.of("eth0", "eth1"),
                                handle("d"), List.of("eth1"),
                                handle("sw"), List.of("br0", "pa", "pb", "pc")),
                        List.of())
                .run(4);
        assertThat(told.plan().path("bound").path("lowerBound").asInt()).isEqualTo(2);
        assertThat(told.plan().path("probes").findValuesAsText("node"))
                .contains("br0")
                .hasSize(2);
        assertThat(told.plan().path("notes").toString()).contains("br0: listened to at the switch's own interface");
        assertThat(told.plan().path("notes").toString()).contains("nothing is sent over the experiment's segments");
    }

    @Test
    void namespacesThatAreMissingOrHaveNoLoopbackAreNamed() throws Exception {
        namespacesUp();
        Live.Ended missing = Live.inNamespace(home, OPS, "plan", "netns:" + PREFIX + "a," + PREFIX + "x");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("no network namespace is called " + PREFIX + "x");
        ip("-n", PREFIX + "d", "link", "set", "lo", "down");
        ip("-n", PREFIX + "d", "addr", "add", "10.1.1.1/24", "dev", "eth1");
        Live.Ended down = Live.inNamespace(home, OPS, "topology", source(), "--explain");
        assertThat(down.out())
                .contains(PREFIX + "d: its loopback interface is down")
                .contains("has the address 10.1.1.1, and so has " + PREFIX + "a:eth0");
        Live.Ended ordinary = Live.run(
                home,
                List.of(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("overtap.jar", "target/overtap.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "topology",
                        source()));
        assertThat(ordinary.code()).isEqualTo(1);
        assertThat(ordinary.err()).contains("only root can enter network namespaces");
    }

    /** Of its switches Linux's shows all at its own interface; Open vSwitch's exports, for at its own nothing is seen. */
    @Test
    void miniNetWithBothItsSwitches() throws Exception {
        Live.requirePrograms("mn", "brctl", "ovs-vswitchd", "ovsdb-server", "nfacctd");
        Namespaces.add(List.of(PREFIX + "a"));
        // Somebody who asks of it, too, is no node of it.
        Process asking = new ProcessBuilder(
                        "nsenter",
                        "--net=" + handle("a"),
                        "--",
                        "sh",
                        "-c",
                        "while sleep 1; do :; done",
                        "plan",
                        "mininet:")
                .start();
        try (OpenVSwitch vswitch = OpenVSwitch.up(home, OPS)) {
            WholeSentence.Told told = mininet(vswitch.environment());
            assertThat(told.plan().path("bound").path("lowerBound").asInt()).isEqualTo(3);
            assertThat(told.plan().path("probes").findValuesAsText("node")).hasSize(3);
            assertThat(OvsIT.probes(told.plan())).contains("pmacctd@s1:s1", "openvswitch-ipfix@s2:s2");
        } finally {
            asking.destroy();
            asking.waitFor();
        }
    }

    private WholeSentence.Told mininet(List<String> environment) throws Exception {
        Path script = Path.of("src/test/resources/networks/mininet-network.py").toAbsolutePath();
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=" + handle("ops"), "--", "env"));
        words.addAll(environment);
        words.addAll(List.of("/usr/bin/python3", script.toString(), "s1", "s2"));
        Process network = new ProcessBuilder(words)
                .redirectError(home.resolve("mininet.log").toFile())
                .start();
        try {
            StringBuilder said = new StringBuilder();
            while (!said.toString().endsWith("ready\n")) {
                int next = network.getInputStream().read();
                assertThat(next)
                        .as(said + Files.readString(home.resolve("mininet.log")))
                        .isNotNegative();
                said.append((char) next);
            }
            return new WholeSentence(home, OPS, "mininet:", mininetPorts(), environment).run(7);
        } finally {
            network.getOutputStream().close();
            network.waitFor();
        }
    }

    private Map<String, List<String>> mininetPorts() throws IOException {
        Map<String, List<String>> ports = new TreeMap<>();
        for (String host : List.of("h1", "h2", "h3", "h4", "h5", "h6")) {
            ports.put(
                    "/proc/" + process("mininet:" + host) + "/ns/net",
                    List.of("h2", "h3").contains(host)
                            ? List.of(host + "-eth0", host + "-eth1")
                            : List.of(host + "-eth0"));
        }
        // Of Open vSwitch's bridge no interface is up but its ports.
        ports.put(handle("ops"), List.of("s1", "s1-eth1", "s1-eth2", "s1-eth3", "s2-eth1", "s2-eth2", "s2-eth3"));
        return ports;
    }

    private static String process(String lastWord) throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> {
                        try {
                            return Files.readString(path.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                                    .endsWith("\0" + lastWord + "\0");
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .map(path -> path.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
