package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ManifestBundle;
import org.overtap.testbed.web.Durations;
import org.overtap.testbed.web.LimitedBodySubscriber;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.xml.XmlElement;
import org.overtap.topology.xml.XmlTree;

/**
 * The portal's XML-RPC interface, older than the other and known to all its servers: a call has a version and a struct,
 * an answer {@code code}, {@code value} and {@code output}.
 */
final class XmlRpcPortal implements Portal {
    private static final String PATH = "/usr/testbed";
    private static final long LARGEST = 64L << 20;
    private static final int SEARCH_FAILED = 12;
    private static final String UNCHANGING =
            "the portal's XML-RPC server cannot change an experiment; its other interface"
                    + " can, which wants a token (PORTAL_TOKEN)";

    private static final Pattern STATUS = Pattern.compile("(?m)^\\s*Status:\\s*(\\w+)");

    private final URI server;
    private final HttpClient http;
    private final String name;
    private final Duration answer;

    /** What came of a call. */
    private record Answer(int code, String output) {
        /** Clients take the code alone for that; one that says of what else nothing was found is none. */
        boolean knowsNoExperiment() {
            return code == SEARCH_FAILED && (output.isBlank() || AbsenceWord.meansExperiment(output));
        }
    }

    XmlRpcPortal(String boss, SSLContext tls, String name, Duration connect, Duration answer) {
        this.server = URI.create("https://" + boss + PATH);
        this.name = name;
        this.answer = answer;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .sslContext(tls)
                .build();
    }

    @Override
    public Optional<PortalExperiment> experiment() throws TestbedException {
        Answer told = call("portal.experimentStatus");
        if (told.knowsNoExperiment()) {
            return Optional.empty();
        }
        requireDone(told, "the state of " + name);
        Optional<JsonNode> json = json(told.output());
        if (json.isPresent()) {
            return json.map(PortalExperiment::of);
        }
        Matcher status = STATUS.matcher(told.output());
        return Optional.of(new PortalExperiment(
                "", status.find() ? status.group(1) : "", Optional.empty(), "", Map.of(), Map.of(), Map.of()));
    }

    @Override
    public Map<String, String> manifests() throws TestbedException {
        Answer told = call("portal.experimentManifests");
        requireDone(told, "the manifests of " + name);
        return ManifestBundle.texts(
                "the manifests that the portal tells of " + name,
                json(told.output())
                        .orElseThrow(() -> new TestbedException("the portal does not tell the manifests of " + name
                                + ": its answer is no JSON object")));
    }

    @Override
    public void bind(Map<String, JsonNode> bindings) throws TestbedException {
        throw new TestbedException(UNCHANGING);
    }

    @Override
    public Optional<String> unchanging() {
        return Optional.of(UNCHANGING);
    }

    @Override
    public OptionalInt free(String aggregate, String type) {
        return OptionalInt.empty();
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JsonDocument.mapper().readTree(text)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void requireDone(Answer told, String what) throws TestbedException {
        if (told.code() != 0) {
            throw new TestbedException("the portal does not tell " + what + " (code " + told.code()
                    + PortalHttp.said(new PortalReply(
                            told.code(), com.fasterxml.jackson.databind.node.MissingNode.getInstance(), told.output()))
                    + ")");
        }
    }

    private Answer call(String method) throws TestbedException {
        // The name has letters, digits, '-', '_' and a comma: nothing that XML would take for its own.
        String body = "<?xml version=\"1.0\"?><methodCall><methodName>" + method + "</methodName><params>"
                + "<param><value><double>0.1</double></value></param><param><value><struct>"
                + member("experiment", "<string>" + name + "</string>") + member("asjson", "<int>1</int>")
                + "</struct></value></param></params></methodCall>";
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, info -> new LimitedBodySubscriber(LARGEST)));
        if (response.statusCode() != 200) {
            throw new TestbedException("the portal " + server + " answers " + method + " with HTTP status "
                    + response.statusCode() + ": is this its XML-RPC server (--boss)?");
        }
        try {
            return answer(method, XmlTree.parse("the answer to " + method, response.body()));
        } catch (TopologyException e) {
            throw new TestbedException("the portal's answer makes no sense: " + e.getMessage(), e);
        }
    }

    private static String member(String name, String value) {
        return "<member><name>" + name + "</name><value>" + value + "</value></member>";
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> pending) throws TestbedException {
        try {
            return pending.get(answer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new TestbedException(
                    "the portal " + server + " gave no complete answer within " + Durations.text(answer), e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while asking the portal", e);
        } catch (ExecutionException e) {
            throw new TestbedException(
                    "the portal " + server + " cannot be asked: " + PortalErrors.network(e.getCause(), "--boss"), e);
        }
    }

    private static Answer answer(String method, XmlElement root) throws TestbedException {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean fault = root.child("fault").isPresent();
        root.child(fault ? "fault" : "params")
                .flatMap(params -> fault ? Optional.of(params) : params.child("param"))
                .flatMap(param -> param.child("value"))
                .flatMap(value -> value.child("struct"))
                .ifPresent(struct -> struct.children("member")
                        .forEach(member -> fields.put(
                                member.child("name").map(XmlElement::text).orElse(""),
                                member.child("value").map(XmlRpcPortal::scalar).orElse(""))));
        String code = fields.getOrDefault("code", "");
        if (fault || !code.matches("\\d{1,6}")) {
            throw new TestbedException("the portal failed on " + method + ": "
                    + fields.getOrDefault("faultString", "its answer has no code"));
        }
        return new Answer(Integer.parseInt(code), fields.getOrDefault("output", ""));
    }

    private static String scalar(XmlElement value) {
        return value.children().isEmpty()
                ? value.text()
                : value.children().get(0).text();
    }
}
