package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Frames in frames, frames with tags, and frames that never leave the machine. */
@Tag("long")
@ResourceLock("the experiment ovs/local of this machine")
class EncapsulationIT {
    @TempDir
    Path home;

    private SwitchLab lab;

    @BeforeEach
    void up() throws Exception {
        Live.require();
        lab = SwitchLab.up(home, "ovtcap-");
    }

    @AfterEach
    void down() throws Exception {
        if (lab != null) {
            lab.down();
        }
    }

    /** One end of the tunnel is Open vSwitch's own, in userspace, the other the kernel's. */
    @Test
    void whatATunnelCarriesIsSeenInsideAndOnce() throws Exception {
        lab.bridge("cap1");
        lab.plug("a", "eth0", "10.1.5.1/24", "cap1", "");
        lab.plug("b", "eth0", "10.1.5.2/24", "cap1", "");
        lab.bridge("under");
        lab.plug("r", "eth0", "10.9.0.2/24", "under", "");
        lab.run("ip -n " + lab.ops() + " addr add 10.9.0.1/24 dev under");
        lab.run("ip -n " + lab.ops() + " link set under up");
        lab.run("ovs-vsctl --timeout=20 add-port cap1 vx1 -- set Interface vx1 type=vxlan options:remote_ip=10.9.0.2"
                + " options:local_ip=10.9.0.1 options:key=42");
        lab.run("ip -n ovtcap-r link add vx0 type vxlan id 42 local 10.9.0.2 remote 10.9.0.1 dstport 4789"
                + " noudpcsum");
        // Checksums that hardware was to fill in are wrong inside a tunnel that is made in userspace.
        for (String host : List.of("a", "b", "r")) {
            lab.run("ip netns exec ovtcap-" + host + " ethtool -K eth0 tx off");
        }
        lab.run("ip netns exec ovtcap-r ethtool -K vx0 tx off");
        lab.run("ip -n ovtcap-r addr add 10.1.5.3/24 dev vx0");
        lab.run("ip -n ovtcap-r link set vx0 up");
        // The switch drops what it has no neighbour's address for, and asks for it.
        for (String host : List.of("a", "b")) {
            lab.run("ip netns exec ovtcap-" + host + " ping -c 10 -i 0.5 -W 1 10.1.5.3");
        }
        WholeSentence.Told told =
                lab.sentence("ovs:local").run(3, () -> lab.run("ip netns exec ovtcap-a ping -c 5 -i 0.2 10.1.5.3"));
        assertThat(told.plan().path("probes"))
                .as("inside, at all members but one")
                .hasSize(2);
        assertThat(told.pings().path("summary").path("packets").asInt()).isEqualTo(10);
    }

    /**
     * Both ends are Open vSwitch's own, so that no kernel need know GRE. They are of one machine, whose neighbours and ways
     * are therefore told: it would not ask itself.
     */
    @Test
    void whatGreCarriesIsSeenInsideAndOnce() throws Exception {
        lab.bridge("cap1");
        lab.bridge("cap2");
        lab.plug("a", "eth0", "10.1.5.1/24", "cap1", "");
        lab.plug("b", "eth0", "10.1.5.2/24", "cap1", "");
        lab.plug("c", "eth0", "10.1.5.3/24", "cap2", "");
        for (int end = 1; end <= 2; end++) {
            int far = 3 - end;
            lab.bridge("under" + end);
            lab.run("ip -n " + lab.ops() + " addr add 10.8.0." + end + "/24 dev under" + end);
            lab.run("ip -n " + lab.ops() + " link set under" + end + " up");
            lab.run("ovs-vsctl --timeout=20 add-port under" + end + " p" + end + " -- set Interface p" + end
                    + " type=patch options:peer=p" + far + " -- add-port cap" + end + " gre" + end
                    + " -- set Interface gre" + end + " type=gre options:key=42 options:local_ip=10.8.0." + end
                    + " options:remote_ip=10.8.0." + far);
            String link = lab.run("ip -n " + lab.ops() + " -br link show dev under" + end);
            lab.run("ovs-appctl tnl/neigh/set under" + end + " 10.8.0." + end + " "
                    + link.strip().split(" +")[2]);
            lab.run("ovs-ofctl add-flow under" + end + " priority=9,in_port=LOCAL,ip,nw_proto=47,actions=output:p"
                    + end);
            lab.run("ovs-ofctl add-flow under" + end + " priority=9,in_port=p" + end + ",ip,nw_proto=47,actions=LOCAL");
        }
        for (String host : List.of("a", "b", "c")) {
            lab.run("ip netns exec ovtcap-" + host + " ethtool -K eth0 tx off");
        }
        WholeSentence.Told told =
                lab.sentence("ovs:local").run(3, () -> lab.run("ip netns exec ovtcap-a ping -c 5 -i 0.2 10.1.5.3"));
        assertThat(told.plan().path("probes"))
                .as("inside, at all members but one")
                .hasSize(2);
        assertThat(told.pings().path("summary").path("packets").asInt()).isEqualTo(10);
    }

    /** A router that is reached by one trunk passes each packet there twice, with one tag and with the other. */
    @Test
    void whatTurnsBackAtARouterOnAStickIsOneFlow() throws Exception {
        lab.bridge("cap1");
        lab.bridge("stick");
        lab.plug("a", "eth0", "10.1.7.1/24", "cap1", "tag=7");
        lab.plug("b", "eth0", "10.1.8.1/24", "cap1", "tag=8");
        lab.run("ovs-vsctl --timeout=20 add-port cap1 up -- set Interface up type=patch options:peer=down"
                + " -- add-port stick down -- set Interface down type=patch options:peer=up");
        lab.plug("r", "eth7", "10.1.7.9/24", "stick", "tag=7");
        lab.plug("r", "eth8", "10.1.8.9/24", "stick", "tag=8");
        lab.run("ip -n ovtcap-a route add default via 10.1.7.9");
        lab.run("ip -n ovtcap-b route add default via 10.1.8.9");
        lab.run("ip netns exec ovtcap-r sysctl -q net.ipv4.ip_forward=1");
        WholeSentence.Told told =
                lab.sentence("ovs:local").run(2, () -> lab.run("ip netns exec ovtcap-a ping -c 5 -i 0.2 10.1.8.1"));
        assertThat(told.plan().path("probes").findValuesAsText("node")).containsExactly("ovtcap-r");
        assertThat(told.pings().path("summary").path("flows").asInt()).isEqualTo(2);
        assertThat(told.pings().path("summary").path("packets").asInt()).isEqualTo(10);
    }

    /** A filter is put to what comes without its tag. */
    @Test
    void aFilterMatchesWhatIsMirroredOfAVlan() throws Exception {
        lab.bridge("cap1");
        for (String host : List.of("a", "b", "c")) {
            lab.plug(host, "eth0", "10.1.7." + (host.charAt(0) - 'a' + 1) + "/24", "cap1", "tag=7");
        }
        WholeSentence sentence = lab.sentence("ovs:local");
        List<String> options = List.of("--idle-timeout", "1", "--rotate", "2", "--filter", "icmp");
        WholeSentence.Told told = sentence.measured(options, () -> {
            lab.run("ip netns exec ovtcap-a ping -c 5 -i 0.2 10.1.7.2");
            // Idle for a second, exported, and its file closed.
            lab.run("sleep 8");
        });
        assertThat(OvsIT.probes(told.plan())).containsExactly("pmacctd@cap1:cap1.7");
        assertThat(told.pings().path("summary").path("packets").asInt()).isEqualTo(10);
    }

    /** What two guests on one interface send each other is not on that interface. */
    @Test
    void whatNeverLeavesTheMachineIsSeenWhereItIsMadeAndThePlanSaysSo() throws Exception {
        for (String host : List.of("x", "y", "z")) {
            lab.host(host);
        }
        lab.run("ip -n " + lab.ops() + " link add wire type veth peer name far");
        lab.run("ip -n " + lab.ops() + " link set wire up");
        lab.run("ip -n " + lab.ops() + " link set far up");
        int number = 1;
        for (String host : List.of("x", "y", "z")) {
            String namespace = "ovtcap-" + host;
            lab.run("ip -n " + lab.ops() + " link add link wire name eth0 netns " + namespace
                    + " type macvlan mode bridge");
            lab.run("ip -n " + namespace + " addr add 10.1.6." + number++ + "/24 dev eth0");
            lab.run("ip -n " + namespace + " link set eth0 up");
            lab.ports().get("/run/netns/" + namespace).add("eth0");
        }
        lab.ports().get("/run/netns/" + lab.ops()).addAll(List.of("wire", "far"));
        WholeSentence.Told told =
                lab.sentence("netns:ovtcap-x,ovtcap-y,ovtcap-z").run(3);
        assertThat(told.plan().path("probes")).hasSize(2);
        assertThat(told.plan().path("notes").toString()).contains("what they send each other never leaves it");
    }
}
