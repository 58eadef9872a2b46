package org.overtap.lab.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.lab.mapper.Blueprint.End;
import org.overtap.lab.mapper.MappedMachine.Kind;

class MapperTest {
    private static String mapping(Blueprint blueprint, String machine) {
        return new NodeFiles(blueprint, "exp1.testproj").delayMapping(machine);
    }

    private static List<String> shapers(Blueprint blueprint) {
        return blueprint.machines().stream()
                .filter(machine -> machine.kind() == Kind.SHAPER)
                .map(MappedMachine::name)
                .toList();
    }

    @Test
    void sevenShapedLinksShareFourShapersNamedAfterTheFirstOfTwo() {
        assertThat(shapers(Samples.blueprint("03-array-chain")))
                .containsExactly("tbdelay0", "tbdelay2", "tbdelay4", "tbdelay6");
    }

    @Test
    void aShaperWithTwoLinksNumbersItsPipesOn() {
        assertThat(mapping(Samples.blueprint("03-array-chain"), "tbdelay0"))
                .matches("\\S+ duplex r-\\d r-\\d eth1 eth2 110 120\n\\S+ duplex r-\\d r-\\d eth3 eth4 130 140\n");
    }

    @Test
    void aCapacityOfOneGivesEveryLinkItsShaper() {
        assertThat(shapers(Samples.blueprint(Samples.with("03-array-chain", "delay_capacity", "1"))))
                .hasSize(7)
                .contains("tbdelay1");
    }

    @Test
    void aLanAtNativeSpeedNeedsNoShaper() {
        assertThat(shapers(Samples.blueprint("02-office-lan"))).isEmpty();
    }

    @Test
    void aLinkIsShapedByItsWholeDelayAndLoss() {
        VirtualDelay delay = Samples.blueprint("01-shaped-pair").delays().get(0).delay();
        assertThat(delay.forth().delayMs()).isEqualTo(40.0);
        assertThat(delay.forth().kbps()).isEqualTo(30_000);
        assertThat(delay.forth().loss()).isBetween(0.00999, 0.01001);
    }

    @Test
    void simplexParametersShapeOneDirectionOnly() {
        VirtualDelay delay = Samples.blueprint("09-dumbbell").delays().stream()
                .map(Blueprint.Inline::delay)
                .filter(one -> one.lan().equals("bottleneck"))
                .findFirst()
                .orElseThrow();
        MappedShaping fromLeft = delay.near().node().equals("left") ? delay.forth() : delay.back();
        MappedShaping fromRight = delay.near().node().equals("left") ? delay.back() : delay.forth();
        assertThat(fromLeft.delayMs()).isEqualTo(60.0);
        assertThat(fromLeft.kbps()).isEqualTo(2_000);
        assertThat(fromRight.delayMs()).isEqualTo(25.0);
        assertThat(fromRight.kbps()).isEqualTo(10_000);
    }

    @Test
    void endNodeShapingNeedsNoShaperAndLeavesASimplexLineOnEitherEnd() {
        Blueprint blueprint = Samples.blueprint(Samples.with("01-shaped-pair", "uselinkdelays", "1"));
        assertThat(shapers(blueprint)).isEmpty();
        assertThat(mapping(blueprint, "client")).isEqualTo("wan simplex client eth1 110\n");
        assertThat(mapping(blueprint, "server")).isEqualTo("wan simplex server eth1 110\n");
    }

    @Test
    void aLanMemberThatShapesItselfLeavesADuplexLine() {
        Blueprint blueprint = Samples.blueprint(Samples.with("02-office-lan", "forcelinkdelays", "1"));
        assertThat(mapping(blueprint, "mail")).isEqualTo("office duplex mail mail eth1 ifb0 110 120\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-shaped-pair",
                "02-office-lan",
                "03-array-chain",
                "05-unnamed",
                "09-dumbbell",
                "10-star",
                "12-tree40",
                "14-spines-switch"
            })
    void everyInterfaceIsPluggedInExactlyOnce(String sample) {
        Blueprint blueprint = Samples.blueprint(sample);
        List<String> plugged = blueprint.wires().stream()
                .flatMap(wire -> Stream.of(wire.a(), wire.b()))
                .filter(end -> !end.atSwitch())
                .map(end -> end.machine() + " " + end.iface())
                .toList();
        List<String> interfaces = blueprint.machines().stream()
                .flatMap(machine -> machine.ports().stream().map(port -> machine.name() + " " + port.iface()))
                .toList();
        assertThat(plugged).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(interfaces);
    }

    @Test
    void aLanOfThreeEndsAtTheSwitch() {
        Blueprint blueprint = Samples.blueprint("07-tarfiles");
        assertThat(blueprint.wires().stream().map(Blueprint.Wire::b).filter(End::atSwitch))
                .hasSize(3);
        assertThat(blueprint.lans()).hasSize(1);
    }

    @Test
    void everyNodeOfATreeHasAWayToEverySegment() {
        VirtualNetwork network = Samples.network("12-tree40");
        Routes routes = new Routes(network);
        for (VirtualNode node : network.nodes()) {
            long attached = network.lans().stream()
                    .flatMap(lan -> lan.members().stream())
                    .filter(member -> member.node().equals(node.name()))
                    .count();
            assertThat(routes.of(node.name())).hasSize(network.lans().size() - (int) attached);
        }
    }

    @Test
    void withoutRoutingThereAreNoRoutes() {
        assertThat(new Routes(Samples.network("10-star")).of("spoke-1")).isEmpty();
    }

    @Test
    void aNameKeepsItsMachineUnlessThatIsBroken() throws TooFewMachines {
        List<NodeId> pool = Stream.of(101, 102, 103, 104).map(NodeId::new).toList();
        Assignment first = Assignment.none().renew(List.of("a", "b"), pool, Set.of());
        Assignment next = first.renew(List.of("c", "b", "a"), pool, Set.of(new NodeId(101)));
        assertThat(next.machines()).isEqualTo(Map.of("a", new NodeId(104), "b", new NodeId(102), "c", new NodeId(103)));
    }

    @Test
    void aNameThatIsFixedToAMachineHasItAndItsHolderMoves() throws TooFewMachines {
        List<NodeId> pool = Stream.of(101, 102, 103).map(NodeId::new).toList();
        Assignment first = Assignment.none().renew(List.of("a", "b"), pool, Set.of());
        Assignment next = first.fixing(Map.of("b", new NodeId(101))).renew(List.of("a", "b"), pool, Set.of());
        assertThat(next.machines()).isEqualTo(Map.of("a", new NodeId(102), "b", new NodeId(101)));
    }

    @Test
    void aShaperTellsItsPipesAsTheConfigurationServerDoes() {
        NodeFiles files = new NodeFiles(Samples.blueprint("01-shaped-pair"), "exp1.testproj");
        assertThat(files.configuration("tbdelay0").get("/var/emulab/boot/tmcc/delay"))
                .startsWith("DELAY INT0=020c00670001 INT1=020c00670002 PIPE0=110 DELAY0=40.00 BW0=30000 PLR0=0.01")
                .contains(" LINKNAME=wan ", " VNODE0=client VNODE1=server NOSHAPING=0 ");
        assertThat(files.configuration("client")).isEmpty();
    }

    @Test
    void tooSmallAPoolIsTold() {
        assertThatThrownBy(() -> Assignment.none().renew(List.of("a", "b"), List.of(new NodeId(101)), Set.of()))
                .isInstanceOf(TooFewMachines.class)
                .hasMessageContaining("Insufficient nodes");
    }

    @Test
    void theNodesKnowTheTopologyAsEmulabWritesIt() {
        Blueprint blueprint = Samples.blueprint("01-shaped-pair");
        NodeFiles files = new NodeFiles(blueprint, "exp1.testproj");
        MappedMachine client = blueprint.machine("client").orElseThrow();
        assertThat(files.of(client))
                .containsEntry(
                        "/var/emulab/boot/topomap",
                        "# nodes: vname,links\nclient,wan:10.1.1.2\nserver,wan:10.1.1.3\n"
                                + "# lans: vname,mask,cost\nwan,255.255.255.0,1\n")
                .containsEntry("/var/emulab/boot/nickname", "client.exp1.testproj\n")
                .containsEntry("/var/emulab/boot/ifmap", "eth1 10.1.1.2 020c00650001\n");
    }
}
