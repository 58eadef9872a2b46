package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.portal.FakePortal;
import org.overtap.testbed.geni.portal.Portal;
import org.overtap.testbed.geni.portal.PortalAccess;
import org.overtap.testbed.geni.portal.PortalManifests;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** A portal with one experiment, and nodes that answer. */
class PortalContractTest extends TestbedContract {
    private FakePortal server;

    @BeforeEach
    void serverUp() throws Exception {
        server = new FakePortal(0)
                .ending(Optional.of(Instant.now().plusSeconds(7 * 86_400)))
                .with(
                        FakeManifest.aggregate(),
                        "ready",
                        FakeManifestTest.three().xml());
    }

    @AfterEach
    void serverDown() {
        server.close();
    }

    static SimulatedNodes nodes() {
        return new SimulatedNodes()
                .with("a", "eth1", "02:00:00:00:01:01", "10.1.1.1/24")
                .with("b", "eth1", "02:00:00:00:02:01", "10.1.1.2/24")
                .with("b", "eth2", "02:00:00:00:02:02", "10.1.2.1/24")
                .with("c", "eth1", "02:00:00:00:03:01", "10.1.1.3/24")
                .with("c", "eth2", "02:00:00:00:03:02", "10.1.2.2/24");
    }

    /** Nodes of an aggregate that does not answer are left out then, and run on. */
    @Test
    void whereOnlyAPartMayBeToldNoNodeIsGoneForNotBeingTold() throws Exception {
        try (Testbed whole = open();
                Testbed part = open(nodes(), true)) {
            assertThat(whole.wipesReleased()).isTrue();
            assertThat(part.wipesReleased()).isFalse();
        }
    }

    private Testbed open(SimulatedNodes nodes) throws TestbedException {
        return open(nodes, false);
    }

    private Testbed open(SimulatedNodes nodes, boolean allowPartial) throws TestbedException {
        Portal portal = PortalAccess.open(
                "proj1,exp1",
                new SettingValues() {
                    @Override
                    public Optional<String> get(String name) {
                        return Optional.ofNullable(Map.of(
                                        "portal", server.uri().toString(),
                                        "ca", FakePortal.ca().toString())
                                .get(name));
                    }

                    @Override
                    public String require(String name, String what) {
                        return get(name).orElseThrow();
                    }
                },
                Map.of("PORTAL_TOKEN", "t0ken"),
                note -> {});
        return new PortalTestbed(
                "portal/proj1,exp1",
                portal,
                new PortalManifests(portal, "proj1,exp1", allowPartial, java.time.Clock.systemUTC(), note -> {}),
                new PortalModifier(portal, "proj1,exp1", PortalModifier.Pace.DEFAULT),
                new LoginChoice(Optional.of("root"), "somebody"),
                nodes,
                allowPartial);
    }

    @Override
    public Testbed open() throws Exception {
        return open(nodes());
    }

    @Test
    void aNodeThatWasReplacedIsEnteredWhereItIsNow() throws Exception {
        SimulatedNodes nodes = nodes();
        try (Testbed testbed = open(nodes)) {
            Node before = testbed.discover().node("a").orElseThrow();
            server.with(
                    FakeManifest.aggregate(),
                    "ready",
                    FakeManifestTest.three().xml().replace("10.254.78.10", "10.254.78.77"));
            Topology after = testbed.discover();
            assertThat(after.node("a").orElseThrow().control()).contains("10.254.78.77");
            nodes.entered.clear();
            testbed.host(before);
            assertThat(nodes.entered).containsExactly("root@10.254.78.77:22");
        }
    }

    @Test
    void halfAManifestIsThePortalsFaultNotTheUsers() throws Exception {
        server.with(
                FakeManifest.aggregate(),
                "ready",
                FakeManifestTest.three().xml().replaceFirst("(client_id=\"c\"[^>]*) sliver_id=\"[^\"]*\"", "$1"));
        try (Testbed testbed = open()) {
            assertThatThrownBy(testbed::discover)
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContainingAll("the portal's answer cannot be used", "half a manifest", "has c,");
        }
    }

    @Test
    void anExperimentThatEndedHasNoMachines() throws Exception {
        try (Testbed testbed = open()) {
            assertThat(testbed.isInstantiated()).isTrue();
            server.being("provisioning");
            assertThat(testbed.isInstantiated()).as("not yet ready").isTrue();
            server.being("terminating");
            assertThat(testbed.isInstantiated()).isFalse();
            assertThatThrownBy(testbed::discover).hasMessageContaining("it has no machines any more");
        }
    }

    @Test
    void experimentsAreNamedAsThePortalNamesThem() throws Exception {
        PortalProvider provider = new PortalProvider(Map.of());
        assertThat(provider.experiment("proj1,exp1")).isEqualTo("portal/proj1,exp1");
        for (String words : new String[] {"", "proj1", "proj1/exp1", "a,b,c", "a,b d", "../x,y"}) {
            assertThatThrownBy(() -> provider.experiment(words))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("write portal:PROJECT,NAME");
        }
    }
}
