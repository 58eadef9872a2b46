package org.overtap.testbed.geni.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.web.ClientTls;
import org.overtap.topology.file.JsonDocument;

/** What stands for a portal in other tests answers in the form that public clients document. */
class PortalRepliesTest {
    private static final Path DOCUMENTED = Path.of("src/test/resources/portal");
    private static final String AGGREGATE = "urn:publicid:IDN+testbed.example+authority+cm";
    private static final String REQUEST = "<rspec type=\"request\"><node client_id=\"a\"/></rspec>";

    private FakePortal server;
    private PortalHttp http;

    @BeforeEach
    void serverUp() throws Exception {
        server = new FakePortal(0)
                .with(AGGREGATE, "ready", "<rspec/>")
                .withNode("node0", "ready")
                .having(3)
                .extensible(value -> {})
                .starting((name, rspec) -> "<rspec/>");
        http = new PortalHttp(
                server.uri(),
                PortalToken.of("t0ken", "x"),
                Optional.of(ClientTls.trusting(FakePortal.ca())),
                new PortalHttp.Pace(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1)));
    }

    @AfterEach
    void serverDown() {
        server.close();
    }

    private static JsonNode documented(String name) throws IOException {
        return JsonDocument.mapper().readTree(Files.readString(DOCUMENTED.resolve(name + ".json")));
    }

    /** Every path with the type of what stands there; what may be null is told without one. */
    private static void shapes(String path, JsonNode json, Set<String> found) {
        found.add(path + " " + json.getNodeType());
        json.properties().forEach(one -> {
            String key = one.getKey().startsWith("urn:") ? "URN" : path.endsWith("/bindings") ? "*" : one.getKey();
            shapes(path + "/" + key, one.getValue(), found);
        });
        json.elements().forEachRemaining(one -> {
            if (json.isArray()) {
                shapes(path + "[]", one, found);
            }
        });
    }

    private static Set<String> shapes(JsonNode json) {
        Set<String> found = new TreeSet<>();
        shapes("", json, found);
        return found;
    }

    /** Each of its fields is documented, and of a documented type unless one of the two is null. */
    private static void requireDocumented(String name, JsonNode told) throws IOException {
        Set<String> known = shapes(documented(name));
        Set<String> fields = new TreeSet<>();
        known.forEach(shape -> fields.add(shape.substring(0, shape.indexOf(' '))));
        assertThat(shapes(told)).as(name).hasSizeGreaterThan(1).allSatisfy(shape -> {
            String field = shape.substring(0, shape.indexOf(' '));
            assertThat(fields).contains(field);
            assertThat(known.contains(shape) || known.contains(field + " NULL") || shape.endsWith(" NULL"))
                    .as(shape)
                    .isTrue();
        });
    }

    private static ObjectNode object(String... pairs) {
        ObjectNode json = JsonDocument.mapper().createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            json.put(pairs[i], pairs[i + 1]);
        }
        return json;
    }

    @Test
    void whatItTellsOfExperimentsIsDocumented() throws Exception {
        JsonNode whole = http.get("/experiments/proj1,exp1", true).json();
        requireDocumented("experiment", whole);
        assertThat(whole.at("/aggregates/" + AGGREGATE + "/nodes/0/client_id").asText())
                .isEqualTo("node0");
        requireDocumented(
                "experiment", http.get("/experiments/proj1,exp1", false).json());
        requireDocumented(
                "manifests",
                http.get("/experiments/proj1,exp1/manifests", false).json());
        ObjectNode bindings = JsonDocument.mapper().createObjectNode();
        bindings.set("bindings", object("overtap", "collector=x"));
        requireDocumented(
                "experiment",
                http.send("PATCH", "/experiments/proj1,exp1", bindings).json());
        requireDocumented(
                "error", http.send("PATCH", "/experiments/proj1,exp1", bindings).json());
        requireDocumented("error", http.get("/experiments/proj1,none", false).json());
    }

    @Test
    void whatItTellsOfWhatCouldBeHadIsDocumented() throws Exception {
        ObjectNode wanted = object("project", "proj1");
        wanted.putObject("nodetypes")
                .putArray("nodetypes")
                .addObject()
                .put("urn", AGGREGATE)
                .put("nodetype", "d430")
                .put("count", 4);
        requireDocumented(
                "search",
                http.send("POST", "/resgroups/search?duration=24", wanted).json());
    }

    @Test
    void aNewExperimentIsMadeOfARequestAndNothingElse() throws Exception {
        PortalReply profile =
                http.send("POST", "/profiles", object("name", "made", "project", "proj1", "script", REQUEST));
        requireDocumented("profile", profile.json());
        assertThat(http.send("POST", "/profiles", object("name", "m", "project", "proj1", "script", "import x"))
                        .status())
                .isEqualTo(400);
        ObjectNode start = object("project", "proj1", "profile_name", "made", "profile_project", "proj1");
        requireDocumented(
                "error",
                http.send("POST", "/experiments", start.deepCopy().put("name", "longer-than-sixteen"))
                        .json());
        requireDocumented(
                "experiment",
                http.send("POST", "/experiments", start.put("name", "exp2")).json());
        assertThat(http.get("/experiments/proj1,exp2", true)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("created");
    }

    @Test
    void theOlderInterfacesDocumentIsDocumented() throws Exception {
        requireDocumented("rpc-status", server.experiment("exp1").toldByRpc());
    }

    @Test
    void theDocumentedAnswersAreRead() throws Exception {
        PortalExperiment told = PortalExperiment.of(documented("experiment"));
        assertThat(told.id()).isEqualTo("4f1e2a60-0000-4000-8000-000000000001");
        assertThat(told.status()).isEqualTo("ready");
        assertThat(told.expires()).contains(Instant.parse("2025-02-20T06:00:00Z"));
        assertThat(told.profile()).isEqualTo("PortalProfiles,small-lan");
        assertThat(told.bindings()).containsOnlyKeys("nodeCount", "phystype");
        assertThat(told.aggregates()).containsExactly(Map.entry(AGGREGATE, "ready"));
        assertThat(told.nodes()).containsExactly(Map.entry("node0", "ready"));
    }
}
