package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.overtap.topology.file.JsonDocument;

/**
 * An experiment of a {@link FakePortal}, as the portal's two interfaces tell it. A change of it is told as ready for a
 * while, then as under way; only then it is there.
 */
public final class FakePortalExperiment {
    private static final String UUID = "4f1e2a60-0000-4000-8000-000000000001";

    private final String name;
    private final Map<String, String> manifests = new TreeMap<>();
    private final Map<String, String> aggregates = new TreeMap<>();
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final ObjectNode bindings = JsonDocument.mapper().createObjectNode();
    private final Deque<String> lag = new ArrayDeque<>();
    private String profile = "small-lan";
    private String status = "ready";
    private Optional<Instant> expires = Optional.of(Instant.now().plusSeconds(7 * 86_400));
    private Consumer<String> arriving = value -> {};

    FakePortalExperiment(String name) {
        this.name = name;
    }

    /** One that was just asked for. */
    static FakePortalExperiment started(String name, String profile, Runnable arriving) {
        FakePortalExperiment experiment = new FakePortalExperiment(name);
        experiment.profile = profile;
        experiment.arriving = value -> arriving.run();
        experiment.lag.addAll(List.of("created", "provisioning", "provisioned", "booting"));
        return experiment;
    }

    /** An aggregate with that manifest; one with an empty text does not answer. */
    public FakePortalExperiment with(String aggregate, String state, String xml) {
        aggregates.put(aggregate, state);
        manifests.put(aggregate, xml);
        return this;
    }

    FakePortalExperiment withNode(String node, String state) {
        nodes.put(node, state);
        return this;
    }

    FakePortalExperiment being(String state) {
        status = state;
        return this;
    }

    FakePortalExperiment ending(Optional<Instant> at) {
        expires = at;
        return this;
    }

    FakePortalExperiment extensible(Consumer<String> hearer) {
        bindings.put("nodeCount", "3");
        bindings.put("overtap", "");
        arriving = hearer;
        return this;
    }

    boolean busy() {
        return !lag.isEmpty();
    }

    /** What was no text comes back as one. */
    void modify(JsonNode wanted) {
        bindings.removeAll();
        wanted.properties()
                .forEach(one -> bindings.put(one.getKey(), one.getValue().asText()));
        lag.addAll(List.of("ready", "provisioning", "booting"));
    }

    /** The change is done when it was told as under way for the last time. */
    private String state() {
        if (lag.isEmpty()) {
            return status;
        }
        String told = lag.remove();
        if (lag.isEmpty()) {
            arriving.accept(bindings.path("overtap").asText());
        }
        return told;
    }

    /** The REST interface's document; all its parts only for who asks for them. */
    ObjectNode told(boolean elaborate) {
        ObjectNode json = JsonDocument.mapper().createObjectNode();
        json.put("id", UUID);
        json.put("name", name);
        json.put("project", "proj1");
        json.putNull("group");
        json.put("profile_id", UUID.replace('1', '2'));
        json.put("profile_name", profile);
        json.put("profile_project", "PortalProfiles");
        json.put("creator", "user1");
        json.putNull("updater");
        json.put("status", elaborate || lag.isEmpty() ? state() : lag.peek());
        json.put("created_at", "2026-11-28T10:00:00+00:00");
        json.put("started_at", "2026-11-28T10:00:02+00:00");
        expires.ifPresentOrElse(at -> json.put("expires_at", at.toString()), () -> json.putNull("expires_at"));
        json.putNull("last_snapshot_status");
        json.set("bindings", bindings);
        if (!elaborate) {
            return json.putNull("aggregates");
        }
        ObjectNode all = json.putObject("aggregates");
        aggregates.forEach((urn, state) -> {
            ObjectNode one = all.putObject(urn).put("urn", urn).put("status", state);
            one.putNull("name");
            var list = one.putArray("nodes");
            nodes.forEach((node, its) -> list.addObject()
                    .put("client_id", node)
                    .put("urn", urn)
                    .put("hostname", node + ".testbed.example")
                    .put("status", its)
                    .put("state", "started")
                    .put("rawstate", its.equals("ready") ? "ISUP" : "BOOTING")
                    .putNull("startup_status"));
        });
        return json;
    }

    /** The XML-RPC interface's document. */
    ObjectNode toldByRpc() {
        ObjectNode json = JsonDocument.mapper().createObjectNode();
        ObjectNode all = json.putObject("aggregate_status");
        aggregates.forEach(
                (urn, state) -> all.putObject(urn).put("status", state).putObject("nodes"));
        expires.ifPresent(at -> json.put("expires", at.toString()));
        return json.put("status", state())
                .put("url", "https://testbed.example/status.php?uuid=" + UUID)
                .put("uuid", UUID)
                .put("wbstore", UUID.replace('1', '3'));
    }

    ObjectNode manifests() {
        ObjectNode json = JsonDocument.mapper().createObjectNode();
        manifests.forEach(json::put);
        return json;
    }
}
