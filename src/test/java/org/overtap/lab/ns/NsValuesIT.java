package org.overtap.lab.ns;

import static org.overtap.lab.ns.NsRefusalsIT.LAN;
import static org.overtap.lab.ns.NsRefusalsIT.LINK;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Accepted statements give the values Emulab's parser gives. */
class NsValuesIT {
    static final String LAN3 = "set t [$ns node]\nset l [$ns make-lan \"$a $b $t\" 100Mb 10ms]\n";
    private static final String BRIDGE = """
            set br [$ns bridge]
            set l1 [$ns duplex-link $a $br 100Mb 0ms DropTail]
            set l2 [$ns duplex-link $br $b 100Mb 0ms DropTail]
            """;

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    /** What it is about, statements, table, the row's key, and the values expected there. */
    static Stream<Arguments> values() {
        return Stream.of(
                        shaping(),
                        lossAndDirections(),
                        queues(),
                        lans(),
                        members(),
                        switches(),
                        events(),
                        names(),
                        nodes(),
                        bridges())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> shaping() {
        return Stream.of(
                value(
                        "half the delay each way",
                        LINK,
                        "virt_lans",
                        "member=a:0",
                        "delay=5.0 rdelay=5.0 bandwidth=10000"),
                value("a delay without unit is seconds", link("10Mb", "10"), "virt_lans", "member=a:0", "delay=5000.0"),
                value("a delay in seconds", link("10Mb", "0.03s"), "virt_lans", "member=a:0", "delay=15.0"),
                value("a delay in ns", link("10Mb", "4000000ns"), "virt_lans", "member=a:0", "delay=2.0"),
                value("a delay is cut to whole ms", link("10Mb", "2.5ms"), "virt_lans", "member=a:0", "delay=1.0"),
                value("bits without unit", link("100000", "0"), "virt_lans", "member=b:0", "bandwidth=100 delay=0.0"),
                value("a fraction of Mb", link("1.5Mb", "0"), "virt_lans", "member=b:0", "bandwidth=1500"),
                value("Gbps", link("10Gbps", "0"), "virt_lans", "member=b:0", "rbandwidth=10000000"),
                value("kbps", link("64kbps", "0"), "virt_lans", "member=b:0", "rbandwidth=64"),
                value("bandwidth for assign to pick", link("*", "0"), "virt_lans", "member=b:0", "bandwidth=0"));
    }

    private static Stream<Arguments> lossAndDirections() {
        return Stream.of(
                value(
                        "half the loss each way",
                        LINK + "tb-set-link-loss $l 0.01",
                        "virt_lans",
                        "member=b:0",
                        "lossrate=0.005012562893380035 rlossrate=0.005012562893380035"),
                value(
                        "loss of the link between two nodes",
                        LINK + "tb-set-link-loss $b $a 0.02",
                        "virt_lans",
                        "member=a:0",
                        "lossrate=0.01005050633883342"),
                value(
                        "simplex parameters, sending end",
                        LINK + "tb-set-link-simplex-params $l $a 60ms 2Mb 0.02",
                        "virt_lans",
                        "member=a:0",
                        "delay=30.0 rdelay=5.0 bandwidth=2000 rbandwidth=10000 lossrate=0.01005050633883342 rlossrate=0"),
                value(
                        "simplex parameters, receiving end",
                        LINK + "tb-set-link-simplex-params $l $a 60ms 2Mb 0.02",
                        "virt_lans",
                        "member=b:0",
                        "delay=5.0 rdelay=30.0 bandwidth=10000 rbandwidth=2000 lossrate=0 rlossrate=0.01005050633883342"));
    }

    private static Stream<Arguments> queues() {
        return Stream.of(
                value(
                        "RED means a shaper",
                        LINK.replace("DropTail", "RED"),
                        "virt_lans",
                        "member=a:0",
                        "mustdelay=1 q_red=1 q_gentle=0 q_droptail=1"),
                value(
                        "GRED is gentle",
                        LINK.replace("DropTail", "GRED"),
                        "virt_lans",
                        "member=b:0",
                        "mustdelay=1 q_red=1 q_gentle=1"),
                value(
                        "the queue of one direction",
                        LINK + "set q [[$ns link $b $a] queue]\n$q set limit_ 77",
                        "virt_lans",
                        "member=b:0",
                        "q_limit=77"),
                value(
                        "the queue of the other direction stays",
                        LINK + "[[$ns link $b $a] queue] set limit_ 77",
                        "virt_lans",
                        "member=a:0",
                        "q_limit=50"));
    }

    private static Stream<Arguments> lans() {
        return Stream.of(
                value("a LAN keeps a link's values", LAN3, "virt_lans", "member=a:0", "delay=5.0 ip=10.1.1.2 vindex=0"),
                value("a third member comes last", LAN3, "virt_lans", "member=t:0", "ip=10.1.1.4 vindex=2"),
                value("a LAN of two has the LAN's column", LAN, "virt_lans", "member=a:0", "is_accesspoint=0"),
                value(
                        "loss of a LAN given as a link",
                        LAN3 + "tb-set-link-loss $l 0.01",
                        "virt_lans",
                        "member=t:0",
                        "lossrate=0.005012562893380035"),
                value(
                        "a member's own loss is as given",
                        LAN3 + "tb-set-lan-loss $l 0.01\ntb-set-node-lan-loss $t $l 0",
                        "virt_lans",
                        "member=t:0",
                        "lossrate=0 rlossrate=0"),
                value(
                        "an unshaped member",
                        LAN3 + "tb-set-node-lan-params $t $l 0ms 1Gb 0",
                        "virt_lans",
                        "member=t:0",
                        "delay=0 rdelay=0 bandwidth=1000000 rbandwidth=1000000 mustdelay=0"));
    }

    private static Stream<Arguments> members() {
        return Stream.of(
                value(
                        "simplex parameters of a member are not halved",
                        LAN3 + "tb-set-lan-simplex-params $l $t 10ms 2Mb 0.1 20ms 3Mb 0.2",
                        "virt_lans",
                        "member=t:0",
                        "delay=10 bandwidth=2000 lossrate=0.1 rdelay=20 rbandwidth=3000 rlossrate=0.2"),
                value(
                        "the queue of a LAN's member",
                        LAN3 + "[[$ns lanlink $l $t] queue] set red_ 1",
                        "virt_lans",
                        "member=t:0",
                        "q_red=1"),
                value(
                        "an address on a LAN",
                        LAN3 + "tb-set-ip-lan $t $l 10.200.1.9",
                        "virt_lans",
                        "member=a:0",
                        "ip=10.200.1.2"),
                value(
                        "a single connection's address",
                        LAN + "tb-set-ip $b 10.7.7.7",
                        "virt_lans",
                        "member=b:0",
                        "ip=10.7.7.7"),
                value(
                        "an address towards a neighbour",
                        LINK + "tb-set-ip-interface $b $a 10.7.7.7",
                        "virt_lans",
                        "member=b:0",
                        "ip=10.7.7.7"),
                value(
                        "a cloud must be shaped",
                        LAN.replace("make-lan", "make-cloud"),
                        "virt_lans",
                        "member=b:0",
                        "mustdelay=1"));
    }

    private static Stream<Arguments> switches() {
        return Stream.of(
                value("a forced shaper", LINK + "$l mustdelay", "virt_lans", "member=b:0", "mustdelay=1 traced=null"),
                value(
                        "a trace needs no shaper",
                        LINK + "$l trace packet {tcp}\n$l trace_snaplen 96\n$l trace_endnode 1",
                        "virt_lans",
                        "member=b:0",
                        "mustdelay=0 traced=1 trace_type=packet trace_expr=tcp trace_snaplen=96 trace_endnode=1 trace_db=0"),
                value(
                        "end-node shaping",
                        "tb-use-endnodeshaping 1",
                        "experiments",
                        "",
                        "uselinkdelays=1 forcelinkdelays=0"),
                value("forced end-node shaping", "tb-force-endnodeshaping 1", "experiments", "", "forcelinkdelays=1"),
                value(
                        "end-node shaping of one",
                        LAN + "tb-set-endnodeshaping $l 1",
                        "virt_lans",
                        "member=b:0",
                        "uselinkdelay=1"),
                value(
                        "no bandwidth shaping",
                        LINK + "tb-set-noshaping $l 1",
                        "virt_lans",
                        "member=b:0",
                        "nobwshaping=1"),
                value("multiplexed", LINK + "tb-set-multiplexed $l 1", "virt_lans", "member=b:0", "emulated=1"),
                value("emulation by vlan", "tb-set-vlink-emulation vlan", "experiments", "", "encap_style=vlan"),
                value("a shaper for one link", "tb-set-delay-capacity 1", "experiments", "", "delay_capacity=1"),
                value("layer 1", LINK + "tb-set-link-layer $l 1", "virt_lans", "member=b:0", "layer=1"),
                value(
                        "a netmask",
                        LAN + "tb-set-netmask $l 255.255.0.0",
                        "virt_lans",
                        "member=b:0",
                        "mask=255.255.0.0"),
                value(
                        "addresses left to the address assigner",
                        LINK + "tb-use-ipassign 1",
                        "virt_lans",
                        "member=b:0",
                        "ip=0.0.0.0"),
                value(
                        "not fatal",
                        LINK + "tb-set-link-failure-action $l nonfatal",
                        "virt_lan_lans",
                        "vname=l",
                        "failureaction=nonfatal"));
    }

    private static Stream<Arguments> events() {
        return Stream.of(
                value(
                        "an event on a LAN forces shapers",
                        LAN + "$ns at 5 \"$l down\"",
                        "virt_lans",
                        "member=a:0",
                        "mustdelay=1"),
                value("down", LINK + "$ns at 5 \"$l down\"", "eventlist", "vname=l", "time=5 objecttype=1 eventtype=4"),
                value(
                        "bandwidth in Kbps",
                        LINK + "$ns at 5 \"$l bandwidth 2Mb\"",
                        "eventlist",
                        "vname=l",
                        "eventtype=6 arguments=BANDWIDTH=2000"),
                value(
                        "starting a trace",
                        LINK + "$l trace\n$ns at 5 \"$l trace start\"",
                        "eventlist",
                        "objecttype=15",
                        "eventtype=1"));
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                value("an array element", "set n(3) [$ns node]", "virt_nodes", "vname=n-3", "ips="),
                value("a node nobody named", "$ns node", "virt_nodes", "vname=tbnode-n3", "ips="),
                value(
                        "a local variable does not name",
                        "proc mk {} {\n global ns\n set inner [$ns node]\n return done\n}\nmk",
                        "virt_nodes",
                        "vname=tbnode-n3",
                        "ips="),
                value(
                        "a local variable named like a global does",
                        "set inner 1\nproc mk {} {\n global ns\n set inner [$ns node]\n return done\n}\nmk",
                        "virt_nodes",
                        "vname=inner",
                        "ips="),
                value(
                        "the object made last is named by the caller",
                        "proc mk {} {\n global ns\n set x [$ns node]\n return $x\n}\nset foo [mk]",
                        "virt_nodes",
                        "vname=foo",
                        "ips="),
                value(
                        "an object made earlier is not",
                        "proc mk {} {\n global ns\n set x [$ns node]\n set y [$ns node]\n return $x\n}\nset foo [mk]",
                        "virt_nodes",
                        "vname=tbnode-n3",
                        "ips="),
                value("any simulator variable", "set sim $ns\nset c [$sim node]", "virt_nodes", "vname=c", "ips="),
                value("renamed by hand", LINK + "rename l m\nm rename l m", "virt_lans", "member=a:0", "vname=m"),
                value(
                        "a node renamed after its link",
                        LINK + "rename a z\nz rename a z\ntb-set-ip-interface z $b 10.9.9.9",
                        "virt_lans",
                        "vnode=z",
                        "member=z:0 ip=10.9.9.9"));
    }

    private static Stream<Arguments> nodes() {
        return Stream.of(
                value("routing for all", "$ns rtproto Session", "virt_nodes", "vname=a", "routertype=ospf"),
                value("a fixed machine", "tb-fix-node $a pc7", "virt_nodes", "vname=a", "fixed=pc7"),
                value("the sync server", "tb-set-sync-server $b", "experiments", "", "sync_server=b"),
                value("the first node is the sync server", "set aa [$ns node]", "experiments", "", "sync_server=a"),
                value(
                        "the last tarfiles win",
                        "tb-set-node-tarfiles $a /x /p/1.tgz\ntb-set-node-tarfiles $a /y /p/2.tgz /z /p/3.tgz",
                        "virt_nodes",
                        "vname=a",
                        "tarfiles=/y·/p/2.tgz;/z·/p/3.tgz"),
                value(
                        "a start command is a program",
                        "tb-set-node-startcmd $a ls",
                        "virt_programs",
                        "vname=a_startcmd",
                        "vnode=a command=(ls·;·/usr/local/etc/emulab/startcmddone·$?)"),
                value(
                        "inside a procedure it has no name",
                        "proc p {} {\n global a\n tb-set-node-startcmd $a ls\n}\np",
                        "virt_programs",
                        "vnode=a",
                        "vname=Program1"),
                value("the user's options", "set opt(x) {1 2}", "virt_user_environment", "name=x", "value=1·2"));
    }

    private static Stream<Arguments> bridges() {
        return Stream.of(
                value("a bridge is a node", BRIDGE, "virt_nodes", "vname=br", "role=bridge"),
                value("one subnet on both sides", BRIDGE, "virt_lans", "member=br:0", "bridge_vname=br vname=l1"),
                value("far end of a bridge", BRIDGE, "virt_nodes", "vname=b", "ips=0:10.1.1.5"),
                value("the bridge between", BRIDGE, "virt_nodes", "vname=br", "ips=0:10.1.1.3·1:10.1.1.4"),
                value("a bridge's rows", BRIDGE, "virt_bridges", "vlink=l2", "vname=br vport=1"),
                value(
                        "pinned ends stay",
                        BRIDGE + "tb-set-ip-link $a $l1 10.1.1.2\ntb-set-ip-link $b $l2 10.1.1.3",
                        "virt_nodes",
                        "vname=b",
                        "ips=0:10.1.1.3"),
                value(
                        "shaping at the bridge",
                        BRIDGE + "$l1 SetDelayParams $br 10ms 5Mb 0.1",
                        "virt_lans",
                        "member=br:0",
                        "delay=10 bandwidth=5000 lossrate=0.1 est_bandwidth=100000"),
                value(
                        "a path of links",
                        LINK + "tb-set-link-layer $l 1\nset p [$ns make-path $l]\n"
                                + "set v [$ns duplex-link $a $b 1Gb 0 DropTail]\n$v implemented_by $p",
                        "virt_lans",
                        "member=a:1",
                        "implemented_by_path=p"));
    }

    private static String link(String bandwidth, String delay) {
        return "set l [$ns duplex-link $a $b " + bandwidth + " " + delay + " DropTail]\n";
    }

    static Arguments value(String what, String statements, String table, String key, String expected) {
        return Arguments.of(what, statements, table, key, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void isWhatEmulabsParserGives(String what, String statements, String table, String key, String expected)
            throws Exception {
        NsScripts.requireRow(statements, table, key, expected);
    }
}
