package org.overtap.testbed.geni.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static Portal portal(FakeBoss boss) throws TestbedException {
        return portal(boss.port());
    }

    private static Portal portal(int port) throws TestbedException {
        return new XmlRpcPortal(
                "localhost:" + port,
                ClientTls.context(Fixtures.path("tls/user.pem"), Optional.empty(), Fixtures.path("tls/ca.pem")),
                "proj1,exp1",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    private static FakeBoss telling(String status, String manifests) {
        return new FakeBoss(
                "boss.pem",
                request -> FakeBoss.xml(
                        request.contains("portal.experimentStatus")
                                ? FakeRpc.xml(0, status)
                                : FakeRpc.xml(0, manifests)));
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
    void aDocumentIsReadUnderItsOwnNames() throws Exception {
        String status = Files.readString(Path.of("src/test/resources/portal/rpc-status.json"));
        try (FakeBoss boss = telling(status, "{}")) {
            PortalExperiment told = portal(boss).experiment().orElseThrow();
            assertThat(told.status()).isEqualTo("provisioning");
            assertThat(told.expires()).hasToString("Optional[2026-12-01T00:00:00Z]");
            assertThat(told.aggregates()).containsExactly(Map.entry(AGGREGATE, "provisioning"));
            assertThat(told.id()).isEqualTo("4f1e2a60-0000-4000-8000-000000000001");
        }
    }

    @Test
    void itSaysThatItCannotChangeAnything() throws Exception {
        try (FakeBoss boss = telling("Status: ready\n", "{}")) {
            assertThat(portal(boss).unchanging().orElseThrow()).contains("cannot change an experiment", "PORTAL_TOKEN");
            assertThatThrownBy(() -> portal(boss).bind(Map.of())).hasMessageContaining("PORTAL_TOKEN");
            assertThat(boss.requests()).isEmpty();
        }
    }

    @Test
    void anEndAndAnAggregateThatDoesNotAnswerAreToldLikeByTheOtherInterface() throws Exception {
        String xml = Files.readString(Path.of("src/test/resources/manifests/pair.xml"));
        Instant end = Instant.now().plusSeconds(630);
        List<String> notes = new ArrayList<>();
        try (FakePortal server = new FakePortal(0).with(AGGREGATE, "ready", xml).ending(Optional.of(end));
                FakeRpc rpc = server.rpc()) {
            PortalManifests manifests =
                    new PortalManifests(portal(rpc.port()), "proj1,exp1", false, Clock.systemUTC(), notes::add);
            assertThat(manifests.read().manifests()).hasSize(1);
            assertThat(notes).singleElement().satisfies(note -> assertThat(note)
                    .contains("experiment proj1,exp1 ends in 10 minutes"));
            server.with("urn:publicid:IDN+other.example+authority+cm", "unreachable", "");
            assertThatThrownBy(manifests::read)
                    .hasMessageContainingAll("other.example", "which is unreachable", "--allow-partial");
            assertThat(new PortalManifests(portal(rpc.port()), "proj1,exp1", true, Clock.systemUTC(), notes::add)
                            .read()
                            .manifests())
                    .hasSize(1);
            assertThat(server.requests()).as("the token's interface").isEmpty();
        }
    }

    @Test
    void whatTheServerRefusesIsTold() throws Exception {
        try (FakeBoss gone = FakeBoss.saying(FakeRpc.xml(12, "No such experiment"));
                FakeBoss silent = FakeBoss.saying(FakeRpc.xml(12, ""));
                FakeBoss unknown = FakeBoss.saying(FakeRpc.xml(1, "No such user"));
                FakeBoss stranger = FakeBoss.saying(FakeRpc.xml(12, "No such user"));
                FakeBoss forbidden = FakeBoss.saying(FakeRpc.xml(3, "Not enough permission"));
                FakeBoss fault = FakeBoss.saying(
                        "<methodResponse><fault><value><struct><member><name>faultString</name>"
                                + "<value><string>broken</string></value></member></struct></value></fault></methodResponse>");
                FakeBoss half = FakeBoss.saying("<methodResponse><params>")) {
            assertThat(portal(gone).experiment()).isEmpty();
            assertThat(portal(silent).experiment()).isEmpty();
            assertThatThrownBy(() -> portal(unknown).experiment())
                    .as("that proves no end")
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContainingAll("code 1", "No such user");
            assertThatThrownBy(() -> portal(stranger).experiment()).hasMessageContainingAll("code 12", "No such user");
            assertThatThrownBy(() -> portal(forbidden).experiment())
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContainingAll("code 3", "Not enough permission");
            assertThatThrownBy(() -> portal(fault).experiment()).hasMessageContaining("broken");
            assertThatThrownBy(() -> portal(half).manifests()).hasMessageContaining("makes no sense");
        }
        FakeBoss closed = FakeBoss.saying("");
        closed.close();
        assertThatThrownBy(() -> portal(closed).experiment()).hasMessageContainingAll("cannot be asked", "--boss");
    }
}
