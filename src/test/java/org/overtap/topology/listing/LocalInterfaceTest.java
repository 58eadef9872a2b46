package org.overtap.topology.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;

class LocalInterfaceTest {
    /** As iproute2 6.1 printed it on a node with a bridge, of whose addresses one is temporary and one failed. */
    private static final String LISTING = """
            [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"qdisc":"noqueue",
              "operstate":"UNKNOWN","group":"default","txqlen":1000,"link_type":"loopback",
              "address":"00:00:00:00:00:00","broadcast":"00:00:00:00:00:00","addr_info":[
               {"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"},
               {"family":"inet6","local":"::1","prefixlen":128,"scope":"host"}]},
             {},
             {"ifindex":3,"link_index":2,"ifname":"eth1","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,
              "qdisc":"noqueue","operstate":"UP","group":"default","txqlen":1000,"link_type":"ether",
              "address":"AA:bb:cc:00:00:01","broadcast":"ff:ff:ff:ff:ff:ff","link_netnsid":0,"addr_info":[
               {"family":"inet","local":"10.1.1.2","prefixlen":24,"broadcast":"10.1.1.255","scope":"global"},
               {"family":"inet6","local":"fd00:1::2","prefixlen":64,"scope":"global"},
               {"family":"inet6","local":"fd00:1::3","prefixlen":64,"scope":"global","dadfailed":true,"tentative":true},
               {"family":"inet6","local":"fd00:1::4","prefixlen":64,"scope":"global","temporary":true},
               {"family":"inet6","local":"fe80::a8bb:ccff:fe00:1","prefixlen":64,"scope":"link"}]},
             {"ifindex":4,"ifname":"tun0","flags":["POINTOPOINT","NOARP"],"mtu":1400,"operstate":"DOWN",
              "link_type":"none","addr_info":[
               {"family":"inet","local":"10.9.0.1","address":"10.9.0.2","prefixlen":32,"scope":"global"}]},
             {"ifindex":5,"ifname":"eth2","flags":["BROADCAST","UP","LOWER_UP"],"mtu":1500,"master":"br0",
              "operstate":"UP","link_type":"ether","address":"02:00:00:00:00:02","addr_info":[]}]""";

    private static LocalInterface port(String name) {
        return IpAddrParser.parse("n", LISTING).stream()
                .filter(own -> own.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyInterfaceIsListedInItsOrder() {
        assertThat(IpAddrParser.parse("n", LISTING))
                .extracting(LocalInterface::name)
                .containsExactly("lo", "eth1", "tun0", "eth2");
        assertThat(port("lo").isLoopback()).isTrue();
        assertThat(port("eth1").isLoopback()).isFalse();
        assertThat(port("eth2").master()).contains("br0");
        assertThat(port("eth1").up()).isTrue();
        assertThat(port("tun0").up()).isFalse();
    }

    @Test
    void addressesOfBothFamiliesThatStayAreTold() {
        assertThat(port("eth1").addresses())
                .extracting(InterfaceAddress::toString)
                .containsExactly("10.1.1.2/24", "fd00:1::2/64");
        assertThat(port("eth1").linkLocal()).containsExactly(IpAddress.of("fe80::a8bb:ccff:fe00:1"));
        assertThat(port("tun0").addresses())
                .extracting(InterfaceAddress::toString)
                .containsExactly("10.9.0.1");
        assertThat(port("eth1").has(IpAddress.of("fe80::a8bb:ccff:fe00:1"))).isTrue();
        assertThat(port("eth1").has(IpAddress.of("fd00:1::4"))).isFalse();
    }

    @Test
    void onlyEthernetHasAMac() {
        assertThat(port("eth1").mac()).contains("aa:bb:cc:00:00:01");
        assertThat(port("lo").mac()).isEmpty();
        assertThat(port("tun0").mac()).isEmpty();
    }

    @Test
    void whatIsNoListingIsRefusedWithTheNodesName() {
        for (String text : List.of("Object \"addr\" is unknown", "{}", "[1]")) {
            assertThatThrownBy(() -> IpAddrParser.parse("n", text))
                    .isInstanceOf(TopologyException.class)
                    .hasMessageStartingWith("interfaces of n:");
        }
        assertThat(IpAddrParser.parse("n", "")).isEmpty();
    }
}
