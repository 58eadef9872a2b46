package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Bridge nodes put on the links of a running experiment, which has a bridge of its own, and taken away again. */
@Tag("live")
@Order(12)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BridgeTapIT {
    private static final int HOSTS_AND_OWN = 7;

    /** The demo's office, with one plain link more and one over the script's own bridge. */
    private static final String MORE = """
            set guest [$ns node]
            set door [$ns duplex-link $guest $router 100Mb 0ms DropTail]
            set desk [$ns node]
            set wall [$ns bridge]
            set left [$ns duplex-link $desk $wall 100Mb 0ms DropTail]
            set right [$ns duplex-link $wall $router 100Mb 0ms DropTail]
            """;

    @TempDir
    static Path home;

    private static LiveLab lab;
    private static String script;
    private static Map<String, String> addressesBefore;
    private static double wanBefore;

    @BeforeAll
    static void labUp() throws IOException {
        String demo = Files.readString(Path.of("sample-topologies/demo/experiment.ns"));
        script = demo.replace("$ns rtproto", MORE + "$ns rtproto");
        Path file = Files.writeString(home.resolve("experiment.ns"), script);
        lab = LiveLab.up(home, "bridges", "testproj/exp1", file.toString());
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static JsonNode json(Live.Ended ended) throws IOException {
        assertThat(ended.code()).as(ended.err()).isZero();
        return LiveLab.json(ended);
    }

    /** What the boss has allocated, by name. */
    private static Map<String, String> allocated() throws IOException {
        Map<String, String> roles = new TreeMap<>();
        for (JsonNode each :
                json(Live.overtap(home, "lab", "list", "--format", "json")).path("labs")) {
            if (each.path("name").asText().equals(lab.name())) {
                each.path("machines")
                        .forEach(m -> roles.put(
                                m.path("name").asText(), m.path("role").asText()));
            }
        }
        return roles;
    }

    /** Addresses of every member of every segment. */
    private static Map<String, String> addresses() throws IOException {
        JsonNode topology = json(lab.overtap("topology", "--format", "json"));
        Map<String, String> all = new TreeMap<>();
        for (JsonNode segment : topology.path("segments")) {
            for (JsonNode member : segment.path("members")) {
                String node = member.path("node").asText();
                String port = member.path("interface").asText();
                topology.path("nodes").forEach(n -> n.path("interfaces").forEach(i -> {
                    if (n.path("name").asText().equals(node)
                            && i.path("name").asText().equals(port)) {
                        all.put(
                                segment.path("name").asText() + " " + node,
                                i.path("addresses").toString());
                    }
                }));
            }
        }
        return all;
    }

    private static String address(String member) {
        return addressesBefore.get(member).replaceAll("[^0-9.]*([0-9.]+)/.*", "$1");
    }

    /** The least round trip between two nodes, in ms. */
    private static double roundTrip(String from, String to) {
        String ping = lab.onNode(from, "ping -c 5 -i 0.2 " + to);
        Matcher least = Pattern.compile("= ([0-9.]+)/").matcher(ping);
        assertThat(least.find()).as(ping).isTrue();
        return Double.parseDouble(least.group(1));
    }

    @Test
    @Order(1)
    void theScriptsOwnBridgeIsPartOfOneSegmentAndUsedLikeAShaper() throws Exception {
        addressesBefore = addresses();
        wanBefore = roundTrip("client", address("wan router"));
        JsonNode plan = json(lab.overtap("plan", "--mode", "heavyweight", "--tap", "bridge", "--format", "json"));
        assertThat(plan.path("segments").findValuesAsText("name"))
                .containsExactly("door", "left+right", "office", "wan");
        assertThat(plan.path("extra").path("taps").asInt()).isEqualTo(1);
        assertThat(plan.path("probes").findValuesAsText("node")).contains("wall", "tap-door");
        assertThat(plan.path("coverage").path("uncovered")).isEmpty();
    }

    @Test
    @Order(2)
    void bridgesAndShapersSeeEveryConversationOnce() throws Exception {
        int before = allocated().size();
        Live.Ended ran = lab.quick("run", "--mode", "heavyweight", "--tap", "bridge", "--format", "json");
        JsonNode document = json(ran);
        JsonNode verify = document.path("verify");
        assertThat(verify.path("conversations").asInt()).isEqualTo(6);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(6);
        assertThat(verify.path("missing")).isEmpty();
        JsonNode extra = document.path("plan").path("extra");
        assertThat(extra.path("nodes").asInt())
                .isEqualTo(allocated().size() - before)
                .isEqualTo(extra.path("taps").asInt() + extra.path("shapers").asInt());
        assertThat(allocated()).containsEntry("tap-door", "bridge");
        assertThat(document.path("plan").path("probes").findValuesAsText("node"))
                .contains("tap-door", "wall")
                .doesNotContain("client", "router", "web", "db", "guest", "desk");
    }

    @Test
    @Order(3)
    void addressesAndDelaysAreWhatTheyWere() throws Exception {
        assertThat(addresses()).isEqualTo(addressesBefore);
        assertThat(roundTrip("client", address("wan router"))).isBetween(0.8 * wanBefore, 1.2 * wanBefore + 2);
        assertThat(roundTrip("guest", address("door router"))).isLessThan(10);
    }

    @Test
    @Order(4)
    void theTeardownLeavesTheExperimentAsItWas() throws Exception {
        JsonNode teardown = json(lab.overtap("teardown", "--discard-data", "--format", "json"));
        assertThat(teardown.path("scriptRestored").asBoolean()).isTrue();
        assertThat(teardown.path("leftovers").asInt()).isZero();
        assertThat(lab.script()).isEqualTo(script);
        assertThat(allocated()).hasSize(HOSTS_AND_OWN + 1).doesNotContainKey("tap-door");
        assertThat(addresses()).isEqualTo(addressesBefore);
    }
}
