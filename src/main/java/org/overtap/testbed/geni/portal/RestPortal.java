package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.testbed.TestbedException;

/** The portal's REST interface. */
final class RestPortal implements Portal {
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
        if (reply.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(PortalExperiment.of(require(reply, "experiment " + name)));
    }

    @Override
    public Map<String, String> manifests() throws TestbedException {
        JsonNode told = require(http.get(path + "/manifests", false), "the manifests of " + name);
        JsonNode all = told.path("manifests").isMissingNode() ? told : told.path("manifests");
        Map<String, String> manifests = new TreeMap<>();
        all.properties()
                .forEach(one -> manifests.put(one.getKey(), one.getValue().asText("")));
        return manifests;
    }

    private static JsonNode require(PortalReply reply, String what) throws TestbedException {
        if (!reply.ok() || !reply.json().isObject()) {
            throw new TestbedException("the portal does not tell " + what + " ("
                    + (reply.ok() ? "its answer is no JSON object" : reply.status() + PortalHttp.said(reply))
                    + ")");
        }
        return reply.json();
    }
}
