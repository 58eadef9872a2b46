package org.overtap.lab.boss;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.lab.boss.wire.MethodReply;
import org.overtap.lab.boss.wire.XmlRpcCall;
import org.overtap.lab.boss.wire.XmlRpcText;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.MappedMachine.Kind;
import org.overtap.lab.mapper.MappedMachine.Port;
import org.overtap.lab.mapper.NodeId;
import org.overtap.lab.mapper.Samples;
import org.overtap.lab.ns.VirtualExperiment;

/** The boss writes byte for byte what is on record, for what is recorded. */
class BossRepliesTest {
    private static final ExperimentId ID = new ExperimentId("testproj", "exp1", 7012, "alice", "emulab.net");

    /** The recorded experiment: the sample without its start command. */
    private static VirtualExperiment recorded() {
        Map<String, List<Map<String, String>>> tables =
                new LinkedHashMap<>(Samples.read("01-shaped-pair").tables());
        tables.remove("eventlist");
        tables.remove("virt_programs");
        return new VirtualExperiment("testproj", "exp1", tables);
    }

    private static MappedMachine machine(int number, String name, Kind kind, String os, Port... ports) {
        return new MappedMachine(name, new NodeId(number), kind, "pc3000", os, List.of(ports));
    }

    private static Port port(String mac, String ip) {
        return new Port("eth2", mac, ip, "255.255.255.0", List.of(), "wan", 100);
    }

    private static PhysicalReplies physical() {
        String ubuntu = "UBUNTU12-64-STD";
        List<MappedMachine> machines = List.of(
                machine(101, "client", Kind.NODE, ubuntu, port("001143e43bb1", "10.1.1.2")),
                machine(102, "server", Kind.NODE, ubuntu, port("001143e43c02", "10.1.1.3")),
                machine(103, "tbdelay0", Kind.SHAPER, "FBSD83-STD", port("001143e43d13", "")));
        return new PhysicalReplies(
                ID, new Blueprint(null, machines, List.of(), List.of(), List.of(), List.of()), new NodeStates());
    }

    static Stream<String> requests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/emulab/wire"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".request.xml"))
                    .map(name -> name.replace(".request.xml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRecordedRequestIsACallOfVersionPointOneWithAStruct(String name) {
        XmlRpcCall call = XmlRpcCall.read(Wire.request(name));
        assertThat(call.method()).matches("(experiment|node)\\.[a-z_]+");
        assertThat(call.parameters().get(0)).isEqualTo(0.1);
        assertThat(call.parameters().get(1)).isInstanceOf(Map.class);
    }

    @Test
    void linksTellEachMembersOwnHalves() throws Exception {
        VirtualReplies replies = new VirtualReplies(Columns.read());
        assertThat(XmlRpcText.response(MethodReply.of(replies.links(recorded()))))
                .isEqualTo(Wire.response("info-links"));
    }

    @Test
    void theVirtualTopologyHasEveryColumnWithNullAsEmptyText() throws Exception {
        BossState snapshot =
                new BossState(ID, "active", "", recorded(), Optional.empty(), LocalDateTime.of(2016, 5, 4, 10, 0));
        List<String> tables = List.of("nodes", "lans", "lan_lans", "events", "programs", "routes");
        List<Object> topology = new VirtualReplies(Columns.read()).topology(snapshot, tables, List.of());
        assertThat(XmlRpcText.response(MethodReply.of(topology))).isEqualTo(Wire.response("virtual_topology"));
    }

    @Test
    void mappingLeavesOutWhatIsUnknown() {
        String optional =
                "<member>\n<name>(idle|load_\\d+min)</name>\n<value><\\w+>[\\d.]+</\\w+></value>\n</member>\n";
        assertThat(XmlRpcText.response(MethodReply.of(physical().mapping())))
                .isEqualTo(Wire.response("info-mapping").replaceAll(optional, ""));
    }

    @Test
    void physicalTellsNoInterfaceWithoutAnAddress() {
        String expected = Wire.response("info-physical")
                .replace("155.98.36.1", "172.30.1.1")
                .replace("255.255.252.0", "255.255.0.0")
                .replace("001143e43baf", "020c00650000")
                .replace("001143e43c00", "020c00660000")
                .replace("001143e43d10", "020c00670000");
        assertThat(XmlRpcText.response(MethodReply.of(physical().physical()))).isEqualTo(expected);
    }

    @Test
    void aTracedLinkHasTwoRowsEachNamedAfterTheOtherEnd() {
        List<Object> rows = new PhysicalReplies(ID, Samples.blueprint("06-events"), new NodeStates()).traces();
        assertThat(rows)
                .extracting(row -> (Object) ((Map<?, ?>) row).get("vnode"))
                .containsExactly("dst", "src");
        assertThat(((Map<?, ?>) rows.get(0)).keySet().stream().map(Object::toString))
                .allMatch(column -> Wire.response("info-traces").contains("<name>" + column + "</name>"));
    }

    @Test
    void aNumberIsWrittenAsPythonDoes() {
        assertThat(XmlRpcText.response(MethodReply.of(List.of(5e-4, 1.0, 12))))
                .contains("<double>0.0005</double>", "<double>1.0</double>", "<int>12</int>");
    }
}
