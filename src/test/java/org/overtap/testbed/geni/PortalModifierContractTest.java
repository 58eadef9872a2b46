package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.ExperimentModifierContract;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.LoginChoice;
import org.overtap.testbed.geni.portal.FakePortal;
import org.overtap.testbed.geni.portal.Portal;
import org.overtap.testbed.geni.portal.PortalAccess;
import org.overtap.testbed.geni.portal.PortalManifests;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** A profile with a parameter for what overtap adds. */
class PortalModifierContractTest extends ExperimentModifierContract {
    private static final List<String> USERS = List.of("user1", "root");
    private static final PortalModifier.Pace QUICK =
            new PortalModifier.Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(20));

    private FakePortal server;
    private final List<String> values = new ArrayList<>();

    @BeforeEach
    void serverUp() throws Exception {
        server = new FakePortal(0)
                .with(
                        FakeManifest.aggregate(),
                        "ready",
                        FakeManifestTest.three().xml())
                .having(4)
                .extensible(this::modified);
    }

    @AfterEach
    void serverDown() {
        server.close();
    }

    /** What a profile makes of the parameter. */
    private void modified(String value) {
        values.add(value);
        FakeManifest manifest = value.contains("bridge=") ? bridged() : FakeManifestTest.three();
        if (value.contains("collector=ovcollector")) {
            manifest.node("ovcollector", "pc9", "10.254.78.19", "10.254.78.19", 22, USERS, List.of());
        }
        if (value.contains("listener=")) {
            manifest.node(
                            "tap-lan",
                            "pc8",
                            "10.254.78.18",
                            "10.254.78.18",
                            22,
                            USERS,
                            List.of(new FakeManifest.Port("if0", "02:00:00:00:08:01", "")))
                    .joining("lan", "tap-lan:if0");
        }
        server.with(FakeManifest.aggregate(), "ready", manifest.xml());
    }

    private static FakeManifest bridged() {
        return FakeManifestTest.hosts()
                .bridge(
                        "tap-wire",
                        "pc7",
                        "10.254.78.17",
                        USERS,
                        List.of(
                                new FakeManifest.Port("if0", "02:00:00:00:07:01", ""),
                                new FakeManifest.Port("if1", "02:00:00:00:07:02", "")))
                .lan("lan", "a:if0", "b:if0", "c:if0")
                .link("wire_left", "b:if1", "tap-wire:if0", 10_000_000)
                .link("wire_right", "tap-wire:if1", "c:if1", 10_000_000);
    }

    /** Settings for that portal, and no others. */
    static SettingValues settings(FakePortal server) {
        return new SettingValues() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(Map.of(
                                "portal", server.uri().toString(),
                                "ca", FakePortal.ca().toString())
                        .get(name));
            }

            @Override
            public String require(String name, String what) {
                return get(name).orElseThrow(() -> new InvalidSettingException(what));
            }
        };
    }

    @Override
    public Testbed open() throws Exception {
        return open(server);
    }

    /** The portal's experiment, on nodes that answer. */
    static Testbed open(FakePortal server) throws TestbedException {
        Portal portal = PortalAccess.open("proj1,exp1", settings(server), Map.of("PORTAL_TOKEN", "t0ken"), note -> {});
        SimulatedNodes nodes = PortalContractTest.nodes()
                .with("ovcollector", "eth0", "02:00:00:00:09:01", "10.254.78.19/24")
                .with("tap-lan", "eth1", "02:00:00:00:08:01", "")
                .with("tap-wire", "eth1", "02:00:00:00:07:01", "")
                .with("tap-wire", "eth2", "02:00:00:00:07:02", "");
        return new PortalTestbed(
                "portal/proj1,exp1",
                portal,
                new PortalManifests(portal, "proj1,exp1", false, Clock.systemUTC(), note -> {}),
                new PortalModifier(portal, "proj1,exp1", QUICK),
                new LoginChoice(Optional.of("root"), "somebody"),
                nodes,
                false);
    }

    private static ExperimentChange change(String style, String segment, String node) {
        PlannedTap tap = new PlannedTap(segment, List.of(), style, Optional.of(node));
        return new ExperimentChange(style, List.of(tap), List.of(), false, Optional.empty());
    }

    @Test
    void aListenerIsOneMoreMemberOfALanThatFloods() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            Proposal proposal = modifier.propose(testbed.discover(), change("lan", "lan", "tap-lan"));
            List<String> states = new ArrayList<>();
            modifier.apply(proposal.changed(), ModifyMode.DEFAULT, states::add);
            assertThat(values).containsExactly("listener=lan/tap-lan");
            assertThat(states).contains("provisioning", "booting").endsWith("ready");
            Topology after = testbed.discover();
            Segment lan = after.segment("lan").orElseThrow();
            assertThat(lan.medium()).isEqualTo(Medium.FLOODING);
            assertThat(lan.members())
                    .filteredOn(Member::onlyListens)
                    .extracting(Member::node)
                    .containsExactly("tap-lan");
            assertThat(after.node("tap-lan").orElseThrow().role()).isEqualTo(Role.TAP);
        }
    }

    @Test
    void aBridgeStandsOnALinkThatKeepsItsName() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            Proposal proposal = modifier.propose(testbed.discover(), change("bridge", "wire", "tap-wire"));
            modifier.apply(proposal.changed(), ModifyMode.DEFAULT, state -> {});
            Topology after = testbed.discover();
            assertThat(after.segments()).extracting(Segment::name).containsExactly("lan", "wire");
            assertThat(after.segment("wire").orElseThrow().shapers())
                    .singleElement()
                    .satisfies(shaper -> assertThat(shaper.node()).isEqualTo("tap-wire"));
            assertThat(after.node("tap-wire").orElseThrow().role()).isEqualTo(Role.TAP);
        }
    }

    @Test
    void whatNoProfileCanDoIsRefused() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            Topology topology = testbed.discover();
            assertThatThrownBy(() -> modifier.propose(topology, change("shaper", "lan", "x")))
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContainingAll("cannot put a shaper on lan", "--tap lan", "--flooding lan");
            assertThatThrownBy(() -> modifier.apply(modifier.current(), new ModifyMode(true, false, false), s -> {}))
                    .hasMessageContaining("--swap");
            assertThatThrownBy(modifier::replayEvents).hasMessageContaining("no events");
        }
    }

    /** A profile without the parameter. */
    private Testbed fixed() throws Exception {
        server.close();
        server = new FakePortal(0)
                .having(9)
                .with(
                        FakeManifest.aggregate(),
                        "ready",
                        FakeManifestTest.three().xml());
        return open();
    }

    @Test
    void aProfileWithoutTheParameterTakesANewExperimentAndThatIsSaid() throws Exception {
        try (Testbed testbed = fixed()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            assertThat(modifier.startsAnew().orElseThrow())
                    .contains("the profile of proj1,exp1 (PortalProfiles,small-lan) has no parameter 'overtap'");
            Proposal proposal = modifier.propose(testbed.discover(), change("lan", "lan", "x"));
            assertThat(proposal.changed().text()).contains("<node client_id=\"x\"", "key=\"nomac_learning\"");
            assertThat(proposal.original()).isEqualTo(modifier.current());
            assertThat(modifier.actions(ModifyMode.DEFAULT)).singleElement().satisfies(action -> assertThat(action)
                    .contains("nothing is asked", "a new experiment"));
            Path file = Path.of("proj1-exp1-overtap.rspec.xml");
            assertThat(modifier.handOver(proposal.changed()))
                    .contains(
                            "start a new experiment",
                            file.toString(),
                            "overtap deploy portal:proj1,ITS-NAME --mode heavyweight --tap lan\n",
                            "nothing was changed");
            assertThat(Files.readString(file)).isEqualTo(proposal.changed().text());
            Files.delete(file);
            assertThat(server.requests()).noneMatch(request -> request.startsWith("PATCH"));
        }
        try (Testbed testbed = open()) {
            assertThat(testbed.freeNodes()).isEmpty();
            assertThat(testbed.freeForAnother().orElseThrow().nodes()).isEqualTo(9);
        }
    }

    @Test
    void freeMachinesAreThoseThatCouldBeHadNow() throws Exception {
        try (Testbed testbed = open()) {
            assertThat(testbed.freeNodes().orElseThrow().nodes()).isEqualTo(4);
            assertThat(testbed.freeByType()).containsExactly(Map.entry("c6525-100g", 4));
            server.having(0);
            assertThat(testbed.freeNodes().orElseThrow().nodes()).isZero();
        }
    }

    /** However many a plan needs, and without asking for each number. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 63, 64, 99, 700})
    void allFreeMachinesAreCounted(int free) throws Exception {
        server.having(free);
        try (Testbed testbed = open()) {
            testbed.discover();
            int before = server.requests().size();
            assertThat(testbed.freeNodes().orElseThrow().nodes()).isEqualTo(free);
            assertThat(server.requests().size() - before).isLessThan(24);
        }
    }

    @Test
    void anExperimentThatEndedMeanwhileIsGivenNothingBack() throws Exception {
        try (Testbed testbed = open()) {
            ExperimentModifier modifier = testbed.modifier().orElseThrow();
            Proposal proposal = modifier.propose(testbed.discover(), change("lan", "lan", "tap-lan"));
            server.instead(exchange -> {
                FakePortal.send(exchange, 404, "application/json", "{\"error\":\"No such experiment\"}");
                return true;
            });
            assertThat(testbed.isInstantiated()).isFalse();
            assertThat(modifier.same(modifier.withoutAdditions(modifier.current()), proposal.original()))
                    .isTrue();
            modifier.applyWithoutMachines(proposal.original(), state -> {});
            assertThatThrownBy(() -> modifier.apply(proposal.changed(), ModifyMode.DEFAULT, state -> {}))
                    .hasMessageContaining("it may have ended");
        }
    }
}
