package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.net.Namespaces;

/** The whole sentence on containers of Docker's real engine, which is started for these tests alone. */
@Tag("live")
@Order(2)
class DockerIT {
    private static final String OPS = "ovtdocker-ops";

    @TempDir
    static Path home;

    private static DockerEngine engine;

    @BeforeAll
    static void engineUp() throws Exception {
        Live.require();
        Live.requirePrograms("tcpdump", "dockerd", "docker", "busybox");
        removeNamespaces();
        Namespaces.add(List.of(OPS));
        assertThat(Live.run(home, List.of("ip", "-n", OPS, "link", "set", "lo", "up"))
                        .code())
                .isZero();
        engine = DockerEngine.up(home, OPS);
        engine.docker("network", "create", "--internal", "--subnet", "10.77.1.0/24", "shop_lan");
        engine.docker("network", "create", "--internal", "--subnet", "10.77.9.0/24", "management");
        for (String service : List.of("web", "db", "cache")) {
            compose(service);
        }
        for (String node : List.of("r1", "r2", "r3")) {
            engine.container("clab-ring-" + node, "none", "containerlab=ring", "clab-node-name=" + node);
        }
        wire();
    }

    private static void compose(String service) {
        engine.container(
                "shop-" + service + "-1",
                "shop_lan",
                "com.docker.compose.project=shop",
                "com.docker.compose.service=" + service,
                "com.docker.compose.container-number=1");
    }

    private static void wire() {
        engine.wire("clab-ring-r1", "eth1", "10.78.1.1/24", "clab-ring-r2", "eth1", "10.78.1.2/24");
        engine.wire("clab-ring-r2", "eth2", "10.78.2.1/24", "clab-ring-r3", "eth1", "10.78.2.2/24");
    }

    @AfterAll
    static void engineDown() throws Exception {
        LiveProcesses.leave(OPS);
        if (engine != null) {
            engine.close();
        }
        removeNamespaces();
    }

    private static void removeNamespaces() throws Exception {
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith("ovtdocker-"))
                .sorted(Comparator.reverseOrder())
                .toList());
    }

    private static WholeSentence sentence(String source, Map<String, List<String>> ports) {
        return new WholeSentence(home, OPS, source, ports, engine.environment());
    }

    @Test
    void aComposeProjectIsProvenAtItsNetworksBridgeAndFoundAgainAfterARestart() throws Exception {
        Map<String, List<String>> ports = new TreeMap<>();
        for (String service : List.of("web", "db", "cache")) {
            ports.put(engine.handle("shop-" + service + "-1"), List.of("eth0"));
        }
        String bridge = "br-"
                + engine.docker("network", "inspect", "--format", "{{.Id}}", "shop_lan")
                        .substring(0, 12);
        ports.put("/run/netns/" + OPS, List.of(bridge));
        WholeSentence sentence = sentence("docker:compose=shop", ports);
        WholeSentence.Told told = sentence.run(3);
        assertThat(told.plan().path("probes").findValuesAsText("node")).containsExactly(bridge);
        JsonNode before = LiveLab.json(sentence.overtap("topology", "docker:compose=shop", "--format", "json"));
        engine.docker("restart", "--time", "0", "shop-web-1");
        JsonNode after = LiveLab.json(sentence.overtap("topology", "docker:compose=shop", "--format", "json"));
        assertThat(named(after)).isEqualTo(named(before));
        engine.docker("rm", "--force", "shop-web-1");
        compose("web");
        JsonNode anew = LiveLab.json(sentence.overtap("topology", "docker:compose=shop", "--format", "json"));
        assertThat(named(anew)).hasSameSizeAs(named(before)).isNotEqualTo(named(before));
        Live.Ended network = sentence.overtap("topology", "docker:shop_lan");
        assertThat(network.out()).contains("shop-web-1", "shop-db-1", "shop-cache-1");
    }

    /** Its namespace is another one then, in which nothing runs. */
    @Test
    void whatWasStartedInAContainerThatWasRestartedIsNotTakenToLive() throws Exception {
        WholeSentence sentence = sentence("docker:shop_lan", Map.of());
        String bridge = "br-"
                + engine.docker("network", "inspect", "--format", "{{.Id}}", "shop_lan")
                        .substring(0, 12);
        String[] deploy = {
            "deploy", "docker:shop_lan", "--yes", "--exclude", bridge, "--idle-timeout", "1", "--rotate", "2"
        };
        assertThat(sentence.overtap(deploy).code()).isZero();
        try {
            assertThat(sentence.overtap("status", "docker:shop_lan").out()).doesNotContain("dead");
            engine.docker("restart", "--time", "0", "shop-cache-1");
            Live.Ended dead = sentence.overtap("status", "docker:shop_lan");
            assertThat(dead.out()).contains("shop-cache-1").contains("dead");
            assertThat(sentence.overtap(deploy).code()).isZero();
            JsonNode verify = LiveLab.json(sentence.overtap("verify", "docker:shop_lan", "--format", "json"));
            assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(3);
        } finally {
            assertThat(sentence.overtap("teardown", "docker:shop_lan").out()).contains("0 left");
        }
    }

    /** Each node with the container that it is. */
    private static List<String> named(JsonNode topology) {
        List<String> nodes = new ArrayList<>();
        topology.path("nodes")
                .forEach(node -> nodes.add(node.path("name").asText() + " "
                        + node.path("machine").path("id").asText()));
        return nodes;
    }

    @Test
    void containerlabsWiringIsProvenWithinTheContainersAndItsManagementLeftOut() throws Exception {
        for (String node : List.of("r1", "r2", "r3")) {
            engine.docker("network", "disconnect", "none", "clab-ring-" + node);
            engine.docker("network", "connect", "management", "clab-ring-" + node);
        }
        Map<String, List<String>> ports = new TreeMap<>();
        ports.put(engine.handle("clab-ring-r1"), List.of("eth0", "eth1"));
        ports.put(engine.handle("clab-ring-r2"), List.of("eth0", "eth1", "eth2"));
        ports.put(engine.handle("clab-ring-r3"), List.of("eth0", "eth1"));
        WholeSentence sentence = sentence("docker:containerlab=ring", ports);
        WholeSentence.Told told = sentence.run(2);
        assertThat(told.plan().path("probes").findValuesAsText("node")).containsExactly("r2");
        assertThat(told.plan().path("notes").toString()).contains("nothing is sent over the experiment's segments");
        Live.Ended topology = sentence.overtap("topology", "docker:containerlab=ring", "--explain");
        assertThat(topology.out()).contains("r1:eth0: is on br-").contains("none of the experiment's");
    }

    @Test
    void whatIsNoGroupOfContainersIsRefused() throws Exception {
        WholeSentence sentence = sentence("docker:none", Map.of());
        Live.Ended nobody = sentence.overtap("plan", "docker:compose=nobody");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("no running container belongs to docker:compose=nobody");
        Live.Ended odd = sentence.overtap("plan", "docker:kind=x y");
        assertThat(odd.code()).isEqualTo(2);
        assertThat(odd.err()).contains("docker:compose=NAME");
    }
}
