package org.overtap.testbed.geni.portal;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.testbed.emulab.FakeBoss;

/** A {@link FakePortal}'s older interface, which wants a certificate. It changes nothing, and tells no bindings. */
public final class FakeRpc implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile("<methodName>portal\\.(\\w+)</methodName>");
    private static final Pattern EXPERIMENT = Pattern.compile("<name>experiment</name><value><string>([^<]*)</string>");

    private final Function<String, Optional<FakePortalExperiment>> experiments;
    private final Object lock;
    private final FakeBoss server;

    /**
     * @param experiments by project and name
     * @param lock held while one is told
     */
    FakeRpc(Function<String, Optional<FakePortalExperiment>> experiments, Object lock) {
        this.experiments = experiments;
        this.lock = lock;
        this.server = new FakeBoss("boss.pem", request -> FakeBoss.xml(answer(request)));
    }

    public int port() {
        return server.port();
    }

    private String answer(String request) {
        Matcher experiment = EXPERIMENT.matcher(request);
        Matcher method = METHOD.matcher(request);
        if (!experiment.find() || !method.find() || !request.contains("<double>0.1</double>")) {
            return xml(1, "Bad arguments");
        }
        synchronized (lock) {
            Optional<FakePortalExperiment> its = experiments.apply(experiment.group(1));
            if (its.isEmpty()) {
                return xml(12, "No such experiment");
            }
            return switch (method.group(1)) {
                case "experimentStatus" -> xml(0, its.get().toldByRpc().toString());
                case "experimentManifests" -> xml(0, its.get().manifests().toString());
                default -> xml(4, "No such method");
            };
        }
    }

    /** An answer of that interface. */
    static String xml(int code, String output) {
        String text = output.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<?xml version='1.0'?><methodResponse><params><param><value><struct><member><name>code</name><value><int>"
                + code + "</int></value></member><member><name>value</name><value><int>0</int></value></member><member>"
                + "<name>output</name><value><string>" + text
                + "</string></value></member></struct></value></param></params></methodResponse>";
    }

    @Override
    public void close() {
        server.close();
    }
}
