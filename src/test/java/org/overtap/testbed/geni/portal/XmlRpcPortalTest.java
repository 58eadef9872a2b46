package org.overtap.testbed.geni.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.FakeBoss;
import org.overtap.testbed.emulab.Fixtures;
import org.overtap.testbed.web.ClientTls;
import org.overtap.topology.file.JsonDocument;

/** The portal's older interface, with a certificate. */
class XmlRpcPortalTest {
    private static final String AGGREGATE = "urn:publicid:IDN+testbed.example+authority+cm";

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String answer(int code, String output) {
        return "<?xml version='1.0'?><methodResponse><params><param><value><struct><member><name>code</name><value><int>"
                + code + "</int></value></member><member><name>value</name><value><int>0</int></value></member><member>"
                + "<name>output</name><value><string>" + escaped(output)
                + "</string></value></member></struct></value></param></params></methodResponse>";
    }

    private static Portal portal(FakeBoss boss) throws TestbedException {
        return new XmlRpcPortal(
                "localhost:" + boss.port(),
                ClientTls.context(Fixtures.path("tls/user.pem"), Optional.empty(), Fixtures.path("tls/ca.pem")),
                "proj1,exp1",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    private static FakeBoss telling(String status, String manifests) {
        return new FakeBoss(
                "boss.pem",
                request -> FakeBoss.xml(
                        request.contains("portal.experimentStatus") ? answer(0, status) : answer(0, manifests)));
    }

    @Test
    void stateAndManifestsAreReadAndTheCallIsTheOneOfPublicClients() throws Exception {
        String xml = Files.readString(Path.of("src/test/resources/manifests/pair.xml"));
        String manifests =
                JsonDocument.mapper().createObjectNode().put(AGGREGATE, xml).toString();
        try (FakeBoss boss = telling("Status: ready\n", manifests)) {
            PortalManifests told =
                    new PortalManifests(portal(boss), "proj1,exp1", false, Clock.systemUTC(), note -> {});
            assertThat(told.instantiated()).isTrue();
            assertThat(told.read().manifests()).singleElement().satisfies(manifest -> assertThat(manifest.nodes())
                    .hasSize(2));
            assertThat(boss.paths()).containsOnly("/usr/testbed");
            assertThat(boss.requests().get(0))
                    .contains(
                            "<methodName>portal.experimentStatus</methodName>",
                            "<double>0.1</double>",
                            "<name>experiment</name><value><string>proj1,exp1</string>");
        }
    }

    @Test
    void aDocumentIsReadLikeTheOtherInterfacesAnswer() throws Exception {
        String status = "{\"status\":\"provisioning\",\"expires_at\":\"2026-12-01T00:00:00Z\"}";
        try (FakeBoss boss = telling(status, "{}")) {
            PortalExperiment told = portal(boss).experiment().orElseThrow();
            assertThat(told.status()).isEqualTo("provisioning");
            assertThat(told.expires()).hasToString("Optional[2026-12-01T00:00:00Z]");
        }
    }

    @Test
    void whatTheServerRefusesIsTold() throws Exception {
        try (FakeBoss gone = FakeBoss.saying(answer(12, "No such experiment"));
                FakeBoss forbidden = FakeBoss.saying(answer(3, "Not enough permission"));
                FakeBoss fault = FakeBoss.saying(
                        "<methodResponse><fault><value><struct><member><name>faultString</name>"
                                + "<value><string>broken</string></value></member></struct></value></fault></methodResponse>");
                FakeBoss half = FakeBoss.saying("<methodResponse><params>")) {
            assertThat(portal(gone).experiment()).isEmpty();
            assertThatThrownBy(() -> portal(forbidden).experiment())
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContainingAll("code 3", "Not enough permission");
            assertThatThrownBy(() -> portal(fault).experiment()).hasMessageContaining("broken");
            assertThatThrownBy(() -> portal(half).manifests()).hasMessageContaining("makes no sense");
        }
    }
}
