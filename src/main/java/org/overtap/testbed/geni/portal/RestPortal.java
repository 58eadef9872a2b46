package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ManifestBundle;
import org.overtap.topology.file.JsonDocument;

/** The portal's REST interface. */
final class RestPortal implements Portal {
    private static final int RESERVED_HOURS = 24;
    private static final int NO_FIT = 406;

    /** As many as most overlays need; then twice as many each time that there are. */
    private static final int FIRST_ASKED = 8;

    /** No site has as many machines of one type. */
    private static final int MOST_MACHINES = 1 << 12;

    /** A start so near is now. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private final PortalHttp http;
    private final String path;
    private final String name;

    /**
     * @param name {@code PROJECT,NAME}, which stands for the experiment's UUID
     */
    RestPortal(PortalHttp http, String name) {
        this.http = http;
        this.name = name;
        this.path = "/experiments/" + name;
    }

    @Override
    public Optional<PortalExperiment> experiment() throws TestbedException {
        PortalReply reply = http.get(path, true);
        if (reply.knowsNoExperiment()) {
            return Optional.empty();
        }
        return Optional.of(PortalExperiment.of(require(reply, "experiment " + name)));
    }

    @Override
    public Map<String, String> manifests() throws TestbedException {
        return ManifestBundle.texts(
                "the manifests that the portal tells of " + name,
                require(http.get(path + "/manifests", false), "the manifests of " + name));
    }

    @Override
    public void bind(Map<String, JsonNode> bindings) throws TestbedException {
        ObjectNode document = JsonDocument.mapper().createObjectNode();
        bindings.forEach(document.putObject("bindings")::set);
        PortalReply reply = http.send("PATCH", path, document);
        if (!reply.ok()) {
            throw new TestbedException("the portal does not take the changed parameters of " + name + " ("
                    + reply.status() + PortalHttp.said(reply) + ")");
        }
    }

    @Override
    public Optional<String> unchanging() {
        return Optional.empty();
    }

    /** The portal tells when so many could be had, not how many could be had when. */
    @Override
    public OptionalInt free(String aggregate, String type) throws TestbedException {
        int least = 0;
        int beyond = FIRST_ASKED;
        while (beyond <= MOST_MACHINES && fits(aggregate, type, beyond)) {
            least = beyond;
            beyond *= 2;
        }
        while (beyond - least > 1) {
            int middle = (least + beyond) >>> 1;
            if (fits(aggregate, type, middle)) {
                least = middle;
            } else {
                beyond = middle;
            }
        }
        return OptionalInt.of(least);
    }

    private boolean fits(String aggregate, String type, int count) throws TestbedException {
        ObjectNode document = JsonDocument.mapper().createObjectNode();
        document.put("project", name.substring(0, name.indexOf(',')));
        document.putObject("nodetypes")
                .putArray("nodetypes")
                .addObject()
                .put("urn", aggregate)
                .put("nodetype", type)
                .put("count", count);
        PortalReply reply = http.send("POST", "/resgroups/search?duration=" + RESERVED_HOURS, document);
        if (reply.status() == NO_FIT) {
            return false;
        }
        Optional<Instant> start = PortalExperiment.instant(
                require(reply, "which machines are free").path("start_at").asText(""));
        return start.isPresent() && !start.get().isAfter(Instant.now().plus(SOON));
    }

    private static JsonNode require(PortalReply reply, String what) throws TestbedException {
        if (!reply.ok() || !reply.json().isObject()) {
            throw new TestbedException("the portal does not tell " + what + " ("
                    + (reply.ok() ? "its answer is no JSON object" : reply.status() + PortalHttp.said(reply))
                    + (reply.status() == 404
                            ? "): that does not say whether there is such an experiment; is the portal's address right"
                                    + " (--portal), and nothing between that answers for it?"
                            : ")"));
        }
        return reply.json();
    }
}
