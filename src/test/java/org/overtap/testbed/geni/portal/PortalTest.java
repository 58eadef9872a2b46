package org.overtap.testbed.geni.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.ClientTls;
import org.overtap.topology.DiscoveryNote;

/** The portal's REST interface, on the other side of a socket. */
class PortalTest {
    private static final String AGGREGATE = "urn:publicid:IDN+testbed.example+authority+cm";
    private static final String OTHER = "urn:publicid:IDN+other.example+authority+cm";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final PortalHttp.Pace QUICK =
            new PortalHttp.Pace(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(1));
    private static final PortalHttp.Pace IMPATIENT =
            new PortalHttp.Pace(Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofMillis(1));

    @TempDir
    private Path folder;

    private FakePortal server;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void serverUp() throws Exception {
        server = new FakePortal(0)
                .with(AGGREGATE, "ready", Files.readString(Path.of("src/test/resources/manifests/pair.xml")));
    }

    @AfterEach
    void serverDown() {
        server.close();
    }

    private Portal portal(String token) throws TestbedException {
        return portal(token, QUICK);
    }

    private Portal portal(String token, PortalHttp.Pace pace) throws TestbedException {
        PortalHttp http = new PortalHttp(
                server.uri(),
                PortalToken.of(token, "PORTAL_TOKEN"),
                Optional.of(ClientTls.trusting(FakePortal.ca())),
                pace);
        return new RestPortal(http, "proj1,exp1");
    }

    private PortalManifests manifests(boolean allowPartial) throws TestbedException {
        return new PortalManifests(
                portal("t0ken"), "proj1,exp1", allowPartial, Clock.fixed(NOW, ZoneOffset.UTC), notes::add);
    }

    private static List<String> texts(PortalManifests.Told told) {
        return told.findings().stream()
                .filter(finding -> finding.kind() == DiscoveryNote.Kind.WARNING)
                .map(DiscoveryNote::text)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/portal/api"})
    void bothBasePathsAreTriedAndTheOneThatIsKnownIsKept(String prefix) throws Exception {
        server.under(prefix).ending(Optional.of(NOW.plus(Duration.ofDays(3))));
        PortalManifests.Told told = manifests(false).read();
        assertThat(told.manifests()).singleElement().satisfies(manifest -> assertThat(manifest.nodes())
                .hasSize(2));
        assertThat(texts(told)).isEmpty();
        assertThat(server.requests())
                .filteredOn(request -> request.endsWith("/manifests"))
                .containsExactly("GET " + prefix + "/experiments/proj1,exp1/manifests");
    }

    @Test
    void aTokenThatIsOverIsFoundBeforeAnythingIsSent() throws Exception {
        Portal over = portal(FakePortal.token(Instant.now().minusSeconds(60)));
        assertThatThrownBy(over::experiment)
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("the portal token of PORTAL_TOKEN was good until", "nothing was asked");
        assertThat(server.requests()).isEmpty();
        Instant end = Instant.ofEpochSecond(Instant.now().plusSeconds(3600).getEpochSecond());
        server.knowing(FakePortal.token(end));
        assertThat(portal(FakePortal.token(end)).experiment()).isPresent();
        assertThat(PortalToken.of(FakePortal.token(end), "x").expires()).contains(end);
    }

    @Test
    void aTokenThatIsNotAcceptedIsToldAndNeverShown() throws Exception {
        Portal wrong = portal("s3cret");
        assertThatThrownBy(wrong::experiment)
                .hasMessageContainingAll("does not accept the token of PORTAL_TOKEN", "401: Invalid token")
                .hasMessageNotContaining("s3cret");
        assertThat(PortalToken.of("s3cret", "x").toString()).doesNotContain("s3cret");
    }

    @Test
    void whatPassesIsTriedAgain() throws Exception {
        server.colliding(2).stumbling(1);
        assertThat(portal("t0ken").experiment()).isPresent();
        server.stumbling(9);
        assertThatThrownBy(() -> portal("t0ken").experiment()).hasMessageContainingAll("failed", "502");
    }

    @Test
    void redirectionsAreFollowedWithinThePortalOnly() throws Exception {
        server.redirecting();
        assertThat(portal("t0ken").experiment()).isPresent();
        List<String> stolen = new ArrayList<>();
        try (FakePortal thief = new FakePortal(0).instead(exchange -> {
            stolen.add(exchange.getRequestHeaders().getFirst("X-Api-Token"));
            return false;
        })) {
            server.instead(exchange -> {
                exchange.getResponseHeaders().set("Location", thief.uri() + "/experiments/proj1,exp1");
                exchange.sendResponseHeaders(302, -1);
                return true;
            });
            assertThatThrownBy(() -> portal("t0ken").experiment())
                    .hasMessageContainingAll("sends /experiments/proj1,exp1 on to", "not followed");
            assertThat(stolen).isEmpty();
        }
    }

    @Test
    void answersAreBoundedInTimeAndMakeSense() throws Exception {
        server.instead(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        assertThatThrownBy(() -> portal("t0ken", IMPATIENT).experiment())
                .hasMessageContaining("no complete answer within 200 ms");
        server.instead(exchange -> {
            FakePortal.send(exchange, 200, "text/html", "<html>Welcome</html>");
            return true;
        });
        assertThatThrownBy(() -> portal("t0ken").experiment()).hasMessageContaining("its answer is no JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "created", "booting"})
    void whatIsNotThereYetIsWaitedFor(String state) throws Exception {
        server.being(state);
        assertThatThrownBy(() -> manifests(false).read())
                .hasMessageContainingAll("proj1,exp1 is " + state, "wait until it is ready");
    }

    /** Machines that are given anew beside those that were there, and states that nobody here knows, prove no end. */
    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "created", "booting", "pending", "failed", "paniced", "Terminated?", ""})
    void whatHasNotEndedMayHaveItsMachines(String state) throws Exception {
        server.being(state);
        assertThat(manifests(false).instantiated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminating", "terminated", "canceled", "expired"})
    void whatHasEndedHasNone(String state) throws Exception {
        server.being(state);
        assertThat(manifests(false).instantiated()).isFalse();
    }

    /** A proxy's page, a path that nobody knows, or a session that another one ended: what was deployed may still run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>404 Not Found</html>",
                "",
                "[]",
                "{\"error\":\"Not Found\"}",
                "{\"message\":\"no Route matched with those values\"}",
                "{\"code\":404,\"error\":\"No such user\"}",
                "{\"code\":404,\"error\":\"No such project for this experiment\"}",
                "{\"message\":\"No such experiment\"}",
            })
    void nothingElseThatIsNotFoundProvesAnEnd(String body) throws Exception {
        server.instead(exchange -> {
            FakePortal.send(exchange, 404, body.startsWith("<") ? "text/html" : "application/json", body);
            return true;
        });
        assertThatThrownBy(() -> manifests(false).instantiated())
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("does not tell experiment proj1,exp1 (404", "--portal");
        server.instead(exchange -> {
            FakePortal.send(
                    exchange, 404, "application/json", "{\"code\":404,\"error\":\"No such experiment proj1,exp1\"}");
            return true;
        });
        assertThat(manifests(false).instantiated()).isFalse();
    }

    @Test
    void whoMayNotSeeAnExperimentIsNotSentForAnotherToken() throws Exception {
        server.instead(exchange -> {
            FakePortal.send(exchange, 403, "text/html", "<html>no</html>");
            return true;
        });
        assertThatThrownBy(() -> manifests(false).instantiated())
                .hasMessageContainingAll("the token of PORTAL_TOKEN", "(403)", "project", "a new token changes nothing")
                .hasMessageNotContaining("fetch");
    }

    @Test
    void everyOtherStateIsTold() throws Exception {
        server.being("failed");
        assertThatThrownBy(() -> manifests(false).read()).hasMessageContainingAll("has failed", "--allow-partial");
        assertThat(texts(manifests(true).read())).anyMatch(text -> text.startsWith("is failed"));
        server.being("provisioned");
        assertThat(texts(manifests(false).read())).anyMatch(text -> text.contains("startup services still run"));
        server.being("terminating");
        assertThat(manifests(false).instantiated()).isFalse();
        server.being("ready").withNode("node1", "notready");
        assertThat(manifests(false).instantiated()).isTrue();
        assertThat(texts(manifests(false).read())).anyMatch(text -> text.startsWith("is notready"));
    }

    @Test
    void anExperimentThatIsGoneIsToldFromAPortalThatIsNone() throws Exception {
        PortalManifests other = new PortalManifests(
                new RestPortal(
                        new PortalHttp(
                                server.uri(),
                                PortalToken.of("t0ken", "x"),
                                Optional.of(ClientTls.trusting(FakePortal.ca())),
                                QUICK),
                        "proj1,gone"),
                "proj1,gone",
                false,
                Clock.systemUTC(),
                notes::add);
        assertThat(other.instantiated()).isFalse();
        assertThatThrownBy(other::read).hasMessageContaining("knows no experiment proj1,gone");
    }

    @Test
    void anEndInTenMinutesIsSaidAtOnceAndOneInADayInThePlan() throws Exception {
        server.ending(Optional.of(NOW.plus(Duration.ofMinutes(10))));
        assertThat(texts(manifests(false).read())).anyMatch(text -> text.contains("ends at 2026-11-28T12:10:00Z"));
        assertThat(notes)
                .containsExactly("warning: experiment proj1,exp1 ends in 10 minutes (2026-11-28T12:10:00Z):"
                        + " extend it on the portal, or collect before");
        notes.clear();
        server.ending(Optional.of(NOW.plus(Duration.ofHours(5))));
        assertThat(texts(manifests(false).read())).anyMatch(text -> text.contains("what is deployed goes with it"));
        server.ending(Optional.of(NOW.plus(Duration.ofDays(5))));
        assertThat(texts(manifests(false).read())).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void anAggregateThatDoesNotAnswerIsMissedUnlessThatIsAllowed() throws Exception {
        server.with(OTHER, "unreachable", "").ending(Optional.empty());
        assertThatThrownBy(() -> manifests(false).read())
                .hasMessageContainingAll(OTHER + ", which is unreachable, tells no manifest", "--allow-partial");
        PortalManifests.Told told = manifests(true).read();
        assertThat(told.manifests()).hasSize(1);
        assertThat(texts(told)).anyMatch(text -> text.contains("is not whole") && text.contains(OTHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "pending", "canceled"})
    void anAggregateThatIsNotReadyIsToldAlthoughItHasAManifest(String state) throws Exception {
        server.with(AGGREGATE, state, Files.readString(Path.of("src/test/resources/manifests/pair.xml")))
                .ending(Optional.empty());
        assertThat(texts(manifests(false).read())).singleElement().satisfies(text -> assertThat(text)
                .contains(AGGREGATE + ", which is " + state, "not all of its nodes"));
    }

    @Test
    void anAnswerThatHoldsNoManifestsIsNone() throws Exception {
        server.with("status", "ready", "terminated");
        assertThatThrownBy(() -> manifests(false).read())
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("'status' is not the manifest of an aggregate");
    }

    private static SettingValues settings(Map<String, String> values) {
        return new SettingValues() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(values.get(name));
            }

            @Override
            public String require(String name, String what) {
                return get(name).orElseThrow(() -> new InvalidSettingException("no " + what));
            }
        };
    }

    @Test
    void aTokensFileIsItsOwnersAlone() throws IOException, TestbedException {
        Path file = Files.writeString(folder.resolve("token"), "t0ken\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> PortalToken.read(file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("may be read by others (rw-r--r--)", "chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(PortalToken.read(file).header()).isEqualTo("t0ken");
        Files.writeString(file, "two\nlines");
        assertThatThrownBy(() -> PortalToken.read(file)).hasMessageContaining("has no token");
        assertThatThrownBy(() -> PortalToken.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    @Test
    void whoIsKnownByNothingIsToldHowToBe() throws Exception {
        Map<String, String> values = new HashMap<>();
        assertThatThrownBy(() -> PortalAccess.open("p,e", settings(values), Map.of(), notes::add))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("PORTAL_TOKEN", "--token-file", "--cert");
        assertThat(PortalAccess.open("p,e", settings(values), Map.of("PORTAL_TOKEN", "x"), notes::add))
                .isInstanceOf(RestPortal.class);
        String over = FakePortal.token(Instant.now().minusSeconds(5));
        assertThatThrownBy(() -> PortalAccess.open("p,e", settings(values), Map.of("PORTAL_TOKEN", over), notes::add))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("was good until");
        String soon = FakePortal.token(Instant.now().plusSeconds(600));
        PortalAccess.open("p,e", settings(values), Map.of("PORTAL_TOKEN", soon), notes::add);
        assertThat(notes).anyMatch(note -> note.contains("the portal token of PORTAL_TOKEN is good until"));
        for (String wrong : List.of("http://h", "boss.emulab.net", "https://u@h", "https://h?x=y", "https:// h")) {
            values.put("portal", wrong);
            assertThatThrownBy(
                            () -> PortalAccess.open("p,e", settings(values), Map.of("PORTAL_TOKEN", "x"), notes::add))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContainingAll("'" + wrong + "' is no portal", "https://HOST");
        }
    }
}
