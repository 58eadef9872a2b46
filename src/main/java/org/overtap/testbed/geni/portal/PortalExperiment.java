package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.testbed.geni.rspec.ProfileAdditions;

/**
 * What the portal tells of an experiment.
 *
 * @param id its UUID; empty if not told
 * @param status its state, in the portal's word
 * @param expires when it ends, if that is told
 * @param profile {@code PROJECT,NAME} of its profile; empty if not told
 * @param bindings the profile's parameters as they are set
 * @param aggregates the state of each aggregate, by URN
 * @param nodes the state of each node, by name
 */
public record PortalExperiment(
        String id,
        String status,
        Optional<Instant> expires,
        String profile,
        Map<String, JsonNode> bindings,
        Map<String, String> aggregates,
        Map<String, String> nodes) {
    public PortalExperiment {
        bindings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
        aggregates = java.util.Collections.unmodifiableMap(new TreeMap<>(aggregates));
        nodes = java.util.Collections.unmodifiableMap(new TreeMap<>(nodes));
    }

    /**
     * Reads an answer; what is not told is left empty. Aggregates come as an object by URN, or as a list, their nodes
     * likewise. The older interface calls some of it otherwise.
     */
    static PortalExperiment of(JsonNode json) {
        Map<String, JsonNode> bindings = new LinkedHashMap<>();
        json.path("bindings").properties().forEach(one -> bindings.put(one.getKey(), one.getValue()));
        Map<String, String> aggregates = new TreeMap<>();
        Map<String, String> nodes = new TreeMap<>();
        JsonNode told = either(json, "aggregates", "aggregate_status");
        told.properties().forEach(one -> aggregate(one.getKey(), one.getValue(), aggregates, nodes));
        if (told.isArray()) {
            told.forEach(one -> aggregate(one.path("urn").asText(), one, aggregates, nodes));
        }
        String profile = json.path("profile_name").asText("");
        return new PortalExperiment(
                either(json, "id", "uuid").asText(""),
                json.path("status").asText(""),
                instant(either(json, "expires_at", "expires").asText("")),
                profile.isEmpty() ? "" : json.path("profile_project").asText("") + "," + profile,
                bindings,
                aggregates,
                nodes);
    }

    private static JsonNode either(JsonNode json, String name, String older) {
        return json.hasNonNull(name) ? json.path(name) : json.path(older);
    }

    private static void aggregate(
            String urn, JsonNode told, Map<String, String> aggregates, Map<String, String> nodes) {
        aggregates.put(urn, told.path("status").asText(""));
        JsonNode all = told.path("nodes");
        all.properties().forEach(one -> node(one.getKey(), one.getValue(), nodes));
        if (all.isArray()) {
            all.forEach(one -> node("", one, nodes));
        }
    }

    private static void node(String key, JsonNode told, Map<String, String> nodes) {
        String name = told.path("client_id").asText(key);
        if (!name.isEmpty()) {
            String state = told.path("status").asText("");
            nodes.put(name, state.isEmpty() ? told.path("state").asText("") : state);
        }
    }

    /**
     * What overtap had added.
     *
     * @throws org.overtap.topology.TopologyException if the parameter has something else in it
     */
    public ProfileAdditions additions() {
        JsonNode value = bindings.get(ProfileAdditions.PARAMETER);
        return value == null ? ProfileAdditions.NONE : ProfileAdditions.parse(value.asText(""));
    }

    static Optional<Instant> instant(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(Instant.parse(
                            text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$") ? text : text.replace(' ', 'T') + "Z"));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
