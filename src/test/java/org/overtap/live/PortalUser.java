package org.overtap.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.overtap.testbed.geni.portal.FakePortal;
import org.overtap.testbed.web.ClientTls;
import org.overtap.topology.file.JsonDocument;

/**
 * A user who starts an experiment from a request RSpec, as the portal's own client does it: makes a profile of the file,
 * instantiates it, and waits until it is ready.
 */
public final class PortalUser {
    private final HttpClient http;
    private final String portal;
    private final String token;

    private PortalUser(String portal, String token) throws Exception {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(ClientTls.trusting(FakePortal.ca()))
                .build();
        this.portal = portal;
        this.token = token;
    }

    /** The portal's address with its base path, a token, the request's file and the name of the new experiment. */
    public static void main(String[] args) throws Exception {
        PortalUser user = new PortalUser(args[0], args[1]);
        user.profile(args[3], Files.readString(Path.of(args[2])));
        user.start(args[3]);
        user.await(args[3]);
    }

    private void profile(String name, String rspec) throws Exception {
        ObjectNode profile = JsonDocument.mapper().createObjectNode();
        profile.put("name", name).put("project", "proj1").put("script", rspec);
        profile.put("public", false).put("project_writable", false);
        asked("POST", "/profiles", profile.toString());
    }

    private void start(String name) throws Exception {
        ObjectNode experiment = JsonDocument.mapper().createObjectNode();
        experiment.put("name", name).put("project", "proj1").put("duration", 16);
        experiment.put("profile_name", name).put("profile_project", "proj1");
        asked("POST", "/experiments", experiment.toString());
    }

    private void await(String name) throws Exception {
        for (int i = 0; i < 100; i++) {
            String state = asked("GET", "/experiments/proj1," + name, "")
                    .path("status")
                    .asText();
            System.out.println(state);
            if (state.equals("ready")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(name + " is not ready");
    }

    private JsonNode asked(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(portal + path))
                .header("X-Api-Token", token)
                .header("X-Api-Elaborate", "true")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + ": " + response.body());
        }
        return JsonDocument.mapper().readTree(response.body());
    }
}
