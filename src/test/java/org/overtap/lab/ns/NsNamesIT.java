package org.overtap.lab.ns;

import static org.overtap.lab.ns.NsRefusalsIT.LAN;
import static org.overtap.lab.ns.NsRefusalsIT.LINK;
import static org.overtap.lab.ns.NsValuesIT.LAN3;
import static org.overtap.lab.ns.NsValuesIT.value;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and names of today give the values Emulab's parser gives. */
class NsNamesIT {
    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    /** What it is about, statements, table, the row's key, and the values expected there. */
    static Stream<Arguments> values() {
        return Stream.of(images(), furtherCommands(), addresses()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> images() {
        return Stream.of(
                value(
                        "an image of today",
                        "tb-set-node-os $a UBUNTU22-64-STD",
                        "virt_nodes",
                        "vname=a",
                        "osname=UBUNTU22-64-STD"),
                value(
                        "a project's image is kept",
                        "tb-set-node-os $a proj/IM",
                        "virt_nodes",
                        "vname=a",
                        "osname=proj/IM"),
                value("a version", "tb-set-node-os $a IMAGE:2", "virt_nodes", "vname=a", "osname=IMAGE:2"),
                value(
                        "a project's version",
                        "tb-set-node-os $a proj/IM:12",
                        "virt_nodes",
                        "vname=a",
                        "osname=proj/IM:12"),
                value(
                        "an address",
                        "tb-set-node-os $a https://www.emulab.net/image_metadata.php?uuid=1",
                        "virt_nodes",
                        "vname=a",
                        "osname=https://www.emulab.net/image_metadata.php?uuid=1"),
                value(
                        "a guest's image and its host's",
                        "tb-set-node-os $a XX YY",
                        "virt_nodes",
                        "vname=a",
                        "parent_osname=YY"),
                value("hardware of today", "tb-set-hardware $a xl170", "virt_nodes", "vname=a", "type=xl170"),
                value(
                        "a type of one's own",
                        "tb-make-hard-vtype t {a b}\ntb-set-hardware $a t",
                        "virt_vtypes",
                        "name=t",
                        "weight=1.0 members=a·b"));
    }

    private static Stream<Arguments> furtherCommands() {
        return Stream.of(
                value(
                        "memory is a desire",
                        "tb-set-node-memory-size $a 2048",
                        "virt_node_desires",
                        "vname=a",
                        "desire=?+ram weight=2048"),
                value(
                        "memory is an attribute",
                        "tb-set-node-memory-size $a 2048",
                        "virt_node_attributes",
                        "vname=a",
                        "attrkey=MEMORY_SIZE attrvalue=2048"),
                value(
                        "a shared node",
                        "tb-set-node-usesharednode $a 0.4",
                        "virt_node_desires",
                        "vname=a",
                        "desire=pcshared weight=0.4"),
                value(
                        "a routable address",
                        "tb-set-node-routable-ip $a 1",
                        "virt_node_attributes",
                        "vname=a",
                        "attrvalue=true"),
                value(
                        "a fixed interface",
                        LINK + "tb-fix-interface $a $l eth7",
                        "virt_lans",
                        "member=a:0",
                        "fixed_iface=eth7"),
                value(
                        "tarfiles for all",
                        "tb-set-tarfiles /opt /proj/x.tgz",
                        "experiment_blobs",
                        "path=/proj/x.tgz",
                        "action=unpack:/opt"),
                value("veth devices", LINK + "tb-set-useveth $l 1", "virt_lans", "member=a:0", "encap_style=veth"),
                value("without NFS", "tb-set-nonfs 1", "experiments", "", "nonfsmounts=1 nfsmounts=none"),
                value(
                        "routing for all by a command",
                        "tb-set-ip-routing ospf",
                        "virt_nodes",
                        "vname=a",
                        "routertype=ospf"),
                value(
                        "a node called like a machine",
                        "tb-use-physnaming 1\nset pc7 [$ns node]",
                        "virt_nodes",
                        "vname=pc7",
                        "fixed=pc7"),
                value(
                        "the older start command",
                        "tb-set-node-startup $a {echo x}",
                        "virt_nodes",
                        "vname=a",
                        "startupcmd=echo·x"),
                value(
                        "a link between two nodes is estimated",
                        LINK + "tb-set-link-est-bandwidth $a $b 1Mb",
                        "virt_lans",
                        "member=a:0",
                        "est_bandwidth=1000"),
                value(
                        "backfill of one direction",
                        LINK + "tb-set-link-simplex-backfill $l $a 1Mb",
                        "virt_lans",
                        "member=b:0",
                        "backfill=0 rbackfill=1000"),
                value(
                        "a member's setting",
                        LAN + "tb-set-node-lan-setting $l $b rate 11",
                        "virt_lan_member_settings",
                        "member=b:0",
                        "capkey=rate capval=11"),
                value(
                        "a queue's own capture",
                        LINK + "[[$ns link $a $b] queue] trace",
                        "virt_lans",
                        "member=b:0",
                        "traced=null"),
                value(
                        "a route to what ns link answers",
                        LINK
                                + "set c [$ns node]\nset m [$ns duplex-link $b $c 1Mb 0 DropTail]\n$a add-route [$ns link $b $c] $b",
                        "virt_routes",
                        "vname=a",
                        "dst_type=net"),
                value(
                        "an event of one direction",
                        LINK + "set q [[$ns link $a $b] queue]\n$ns at 5 \"$q set limit_ 7\"",
                        "eventlist",
                        "vname=l-a",
                        "eventtype=6 arguments=LIMIT=7"),
                value(
                        "a time in hours",
                        LINK + "$ns at 1h0m5s \"$l up\"",
                        "eventlist",
                        "vname=l",
                        "time=3605 eventtype=3"));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                value(
                        "a given further address",
                        LINK + "tb-add-ip-alias-link $a $l 10.9.9.9",
                        "virt_lans",
                        "member=a:0",
                        "ip_aliases=10.9.9.9 ip=10.9.9.2"),
                value(
                        "further addresses handed out",
                        LINK + "tb-request-ip-alias-link $a $l 2",
                        "virt_lans",
                        "member=a:0",
                        "ip=10.1.1.2 ip_aliases=10.1.1.3,10.1.1.4"),
                value(
                        "who comes after them",
                        LINK + "tb-request-ip-alias-link $a $l 2",
                        "virt_lans",
                        "member=b:0",
                        "ip=10.1.1.5"),
                value(
                        "a large network",
                        LINK + "tb-set-netmask $l 255.255.0.0",
                        "virt_lans",
                        "member=a:0",
                        "ip=10.1.0.2"),
                value(
                        "a small network",
                        LINK + "tb-set-netmask $l 255.255.255.240",
                        "virt_lans",
                        "member=a:0",
                        "ip=10.1.1.18"),
                value(
                        "of two subnets the last",
                        LAN3 + "tb-set-ip-lan $a $l 10.9.1.1\ntb-set-ip-lan $b $l 10.9.2.1",
                        "virt_lans",
                        "member=t:0",
                        "ip=10.9.2.2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void isWhatEmulabsParserGives(String what, String statements, String table, String key, String expected)
            throws Exception {
        NsScripts.requireRow(statements, table, key, expected);
    }
}
