package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The whole sentence on userspace bridges of Open vSwitch, whose database holds what somebody else has set up. */
@Tag("live")
@Order(5)
@ResourceLock("the experiment ovs/local of this machine")
class OvsIT {
    @TempDir
    Path home;

    private SwitchLab lab;

    @BeforeEach
    void up() throws Exception {
        Live.require();
        lab = SwitchLab.up(home, "ovtvs-");
    }

    @AfterEach
    void down() throws Exception {
        if (lab != null) {
            lab.down();
        }
    }

    static List<String> probes(JsonNode plan) {
        List<String> probes = new ArrayList<>();
        plan.path("probes").forEach(probe -> probe.path("interfaces")
                .forEach(its -> probes.add(probe.path("instrument").asText() + "@"
                        + probe.path("node").asText() + ":"
                        + its.path("name").asText())));
        return probes;
    }

    /**
     * One bridge exports its four members' six conversations, in place of three probes. Of the other, somebody has all
     * three exporters and a mirror: each of its two VLANs is listened to at a mirror of its own.
     */
    @Test
    void bridgesExportOrMirrorWhatTheyCarryAndNobodysRowsAreTouched() throws Exception {
        lab.bridge("s1");
        lab.bridge("s2");
        int number = 1;
        for (String host : List.of("a", "b", "c", "d")) {
            lab.plug(host, "eth0", "10.1.1." + number++ + "/24", "s1", "");
        }
        lab.plug("a", "eth1", "10.1.7.1/24", "s2", "tag=7");
        lab.plug("b", "eth1", "10.1.7.2/24", "s2", "tag=7");
        lab.plug("c", "eth1", "10.1.7.3/24", "s2", "tag=7");
        lab.plug("d", "eth1", "10.1.8.1/24", "s2", "tag=8");
        lab.plug("e", "eth1", "10.1.8.2/24", "s2", "tag=8");
        lab.plug("f", "eth1", "10.1.8.3/24", "s2", "tag=8");
        lab.exporter("NetFlow", "netflow", "s2", "active_timeout=30");
        lab.exporter("sFlow", "sflow", "s2", "sampling=64");
        lab.exporter("IPFIX", "ipfix", "s2", "sampling=64");
        lab.exporter("NetFlow", "netflow", "s1", "active_timeout=30");
        lab.run(
                "ovs-vsctl -- add-port s2 tap7 -- set Interface tap7 type=internal -- --id=@p get Port tap7 -- --id=@m create"
                        + " Mirror name=theirs select_all=true output_port=@p -- add Bridge s2 mirrors @m");
        // A packet that leaves by two ports is told of once.
        lab.run(
                "ovs-vsctl -- --id=@p get Port a-eth0 -- add-port s1 tap1 -- set Interface tap1 type=internal -- --id=@o get"
                        + " Port tap1 -- --id=@m create Mirror name=another select_src_port=@p output_port=@o -- add Bridge s1"
                        + " mirrors @m");
        String before = lab.rows();
        assertThat(before).contains("theirs").contains("20999");

        WholeSentence.Told told = lab.sentence("ovs:local").run(12);

        assertThat(probes(told.plan()))
                .containsExactlyInAnyOrder("openvswitch-ipfix@s1:s1", "pmacctd@s2:s2.7", "pmacctd@s2:s2.8");
        assertThat(lab.rows()).isEqualTo(before);
    }

    /** There can be but one exporter of a kind. */
    @Test
    @Tag("long")
    void anExporterOfSomebodysGetsATargetMoreOrTheReasonWhyNotIsTold() throws Exception {
        lab.bridge("s1");
        for (String host : List.of("a", "b", "c")) {
            lab.plug(host, "eth0", "10.1.1." + (host.charAt(0) - 'a' + 1) + "/24", "s1", "");
        }
        lab.exporter("sFlow", "sflow", "s1", "agent=lo sampling=1 header=128 polling=0");
        lab.exporter("NetFlow", "netflow", "s1", "active_timeout=30");
        String before = lab.rows();
        WholeSentence sentence = lab.sentence("ovs:local");
        Live.Ended refused = sentence.overtap("deploy", "ovs:local", "--yes", "--probe", "openvswitch-netflow@s1");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("somebody has a NetFlow exporter on s1")
                .contains("engine_type");
        assertThat(lab.rows()).isEqualTo(before);
        lab.run("ovs-vsctl set sFlow s1 sampling=64");
        Live.Ended sampled = sentence.overtap("deploy", "ovs:local", "--yes", "--probe", "openvswitch-sflow@s1");
        assertThat(sampled.code()).isEqualTo(1);
        assertThat(sampled.err())
                .contains("somebody has a sFlow exporter on s1")
                .contains("sampling 64 in place of 1");
        lab.run("ovs-vsctl set sFlow s1 sampling=1");
        assertThat(lab.rows()).isEqualTo(before);

        List<String> options = List.of("--probe", "openvswitch-sflow@s1", "--idle-timeout", "1", "--rotate", "2");
        WholeSentence.Told told = sentence.measured(options, () -> {
            assertThat(lab.rows()).contains("20999").contains(":9995");
            lab.run("ip netns exec ovtvs-a ping -c 5 -i 0.2 10.1.1.2");
            lab.run("sleep 8");
        });
        assertThat(probes(told.plan())).containsExactly("openvswitch-sflow@s1:s1");
        assertThat(told.pings().path("summary").path("packets").asInt()).isEqualTo(10);
        assertThat(lab.rows()).isEqualTo(before);
    }

    /** A device of the user's gets all that a bridge carries, packed as it likes, beside what is measured there. */
    @Test
    @Tag("long")
    void whatABridgeCarriesIsCopiedToADeviceInGreAndInErspan() throws Exception {
        lab.bridge("s1");
        lab.bridge("out");
        for (String host : List.of("a", "b", "c")) {
            lab.plug(host, "eth0", "10.1.1." + (host.charAt(0) - 'a' + 1) + "/24", "s1", "");
        }
        for (String device : List.of("x", "y")) {
            lab.plug(device, "eth0", "10.9.0." + (device.charAt(0) - 'x' + 2) + "/24", "out", "");
        }
        lab.run("ip -n " + lab.ops() + " addr add 10.9.0.1/24 dev out");
        lab.run("ip -n " + lab.ops() + " link set out up");
        lab.run("ovs-vsctl -- --id=@p get Port a-eth0 -- add-port s1 tap1 -- set Interface tap1 type=internal"
                + " -- --id=@o get Port tap1 -- --id=@m create Mirror name=theirs select_src_port=@p output_port=@o"
                + " -- add Bridge s1 mirrors @m");
        String before = lab.rows();
        WholeSentence sentence = lab.sentence("ovs:local");
        List<String> all = List.of("--exclude", "ovtvs-x,ovtvs-y", "--mirror", "openvswitch-gre:10.9.0.2");
        Live.Ended around = sentence.overtap(WholeSentence.words(all, "deploy", "ovs:local", "--yes"));
        assertThat(around.code()).isEqualTo(1);
        assertThat(around.err()).contains("10.9.0.2 is reached by out").contains("again without end");
        sentence.overtap("teardown", "ovs:local");
        assertThat(lab.rows()).isEqualTo(before);
        Live.Ended nowhere = sentence.overtap("plan", "ovs:local", "--mirror", "openvswitch-gre:10.9.0.2@ovtvs-a");
        assertThat(nowhere.err())
                .contains("nothing is copied to 10.9.0.2")
                .contains(" ovtvs-a that can be made to copy");

        List<String> options = List.of("--mirror", "openvswitch-gre:10.9.0.2@s1,openvswitch-erspan:10.9.0.3@s1");
        CopiedFrames gre = new CopiedFrames(home.resolve("gre.pcap"));
        CopiedFrames erspan = new CopiedFrames(home.resolve("erspan.pcap"));
        WholeSentence.Told told = sentence.run(4, options, () -> {
            assertThat(lab.rows()).contains("erspan_ver").contains("theirs");
            // Who is there is asked for when the first packet is to go there.
            lab.run("ip netns exec ovtvs-a ping -c 3 -i 0.5 10.1.1.2");
            gre.listen("/run/netns/ovtvs-x", "eth0");
            erspan.listen("/run/netns/ovtvs-y", "eth0");
            lab.run("ip netns exec ovtvs-a ping -c 5 -i 0.2 -s 300 10.1.1.2");
            lab.run("sleep 1");
            gre.end();
            erspan.end();
        });
        assertThat(told.plan().path("notes").toString()).contains("s1: a copy of all that it carries");
        assertThat(gre.pings(0x6558, 328)).isEqualTo(10);
        assertThat(erspan.pings(0x88be, 328)).isEqualTo(10);
        assertThat(lab.rows()).isEqualTo(before);
    }
}
