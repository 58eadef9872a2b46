package org.overtap.topology.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;

class IpAddrParserTest {
    /**
     * What iproute2 6.1 printed, shortened; the addresses that come and go by themselves are written after its source.
     */
    private static final String LISTING = """
            [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"operstate":"UNKNOWN",
            "link_type":"loopback","address":"00:00:00:00:00:00","addr_info":[
            {"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"}]},
            {},
            {"ifindex":2,"link":"eth1","ifname":"eth2","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,
            "master":"br0","operstate":"UP","link_type":"ether","address":"22:e0:7c:90:94:8d",
            "linkinfo":{"info_kind":"veth","info_slave_kind":"bridge"},"addr_info":[]},
            {"ifindex":3,"link":"eth2","ifname":"eth1","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1400,
            "operstate":"UP","link_type":"ether","address":"EA:D9:40:CB:8E:BF","linkinfo":{"info_kind":"veth"},
            "addr_info":[
            {"family":"inet","local":"10.1.1.1","prefixlen":24,"scope":"global","label":"eth1"},
            {"family":"inet6","local":"fd00:1::1","prefixlen":64,"scope":"global","nodad":true},
            {"family":"inet6","local":"fd00:1::77","prefixlen":64,"scope":"global","temporary":true,"dynamic":true},
            {"family":"inet6","local":"fd00:1::78","prefixlen":64,"scope":"global","tentative":true},
            {"family":"inet6","local":"fe80::e8d9:40ff:fecb:8ebf","prefixlen":64,"scope":"link"}]},
            {"ifindex":4,"ifname":"br0","flags":["BROADCAST","MULTICAST"],"mtu":1500,"operstate":"DOWN",
            "link_type":"ether","address":"22:e0:7c:90:94:8d","linkinfo":{"info_kind":"bridge"},"addr_info":[]},
            {"ifindex":5,"ifname":"eth5","flags":["NO-CARRIER","BROADCAST","MULTICAST","UP"],"mtu":1500,
            "operstate":"DOWN","link_type":"ether","address":"22:e0:7c:90:94:8e","addr_info":[]},
            {"ifindex":6,"ifname":"tun0","flags":["POINTOPOINT","NOARP","UP","LOWER_UP"],"mtu":1500,
            "operstate":"UNKNOWN","link_type":"none","linkinfo":{"info_kind":"tun"},"addr_info":[]}]
            """;

    private static Map<String, LocalInterface> read() {
        return IpAddrParser.parse("n1", LISTING).stream()
                .collect(Collectors.toMap(LocalInterface::name, Function.identity()));
    }

    @Test
    void everyInterfaceIsReadWithItsPlace() {
        Map<String, LocalInterface> read = read();
        assertThat(read.keySet()).containsExactlyInAnyOrder("lo", "eth1", "eth2", "br0", "eth5", "tun0");
        assertThat(read.get("lo").isLoopback()).isTrue();
        assertThat(read.get("eth1").mac()).contains("ea:d9:40:cb:8e:bf");
        assertThat(read.get("eth1").mtu()).isEqualTo(1400);
        assertThat(read.get("eth1").kind()).isEqualTo("veth");
        assertThat(read.get("eth2").master()).contains("br0");
        assertThat(read.get("br0").kind()).isEqualTo("bridge");
        assertThat(read.get("tun0").mac()).isEmpty();
    }

    @Test
    void switchedOffAndWithoutCarrierIsDown() {
        assertThat(read().values().stream().filter(LocalInterface::up).map(LocalInterface::name))
                .containsExactlyInAnyOrder("lo", "eth1", "eth2", "tun0");
    }

    @Test
    void addressesThatStayAreKeptInOrderAndLinkLocalOnesApart() {
        LocalInterface eth1 = read().get("eth1");
        assertThat(eth1.addresses())
                .isEqualTo(List.of(InterfaceAddress.of("10.1.1.1/24"), InterfaceAddress.of("fd00:1::1/64")));
        assertThat(eth1.linkLocal()).containsExactly(IpAddress.of("fe80::e8d9:40ff:fecb:8ebf"));
        assertThat(eth1.has(IpAddress.of("fe80::e8d9:40ff:fecb:8ebf"))).isTrue();
        assertThat(eth1.has(IpAddress.of("fd00:1::77"))).isFalse();
    }

    @Test
    void aNameThatWouldBeTakenForMoreIsRefused() {
        for (String name : List.of("eth0 eth1", "a/b", "a\\u001b[1m", "a\\nb")) {
            assertThatThrownBy(() -> IpAddrParser.parse("n1", "[{\"ifname\":\"" + name + "\"}]"))
                    .as(name)
                    .isInstanceOf(TopologyException.class)
                    .hasMessageContaining("interfaces of n1");
        }
    }

    @Test
    void nothingIsNoInterfacesAndAnythingElseIsRefused() {
        assertThat(IpAddrParser.parse("n1", "")).isEmpty();
        assertThat(Optional.of(IpAddrParser.parse("n1", "[]"))).contains(List.of());
        for (String text : List.of("1: lo: <LOOPBACK>", "{\"ifname\":\"eth0\"}", "[1]")) {
            assertThatThrownBy(() -> IpAddrParser.parse("n1", text))
                    .isInstanceOf(TopologyException.class)
                    .hasMessageContainingAll("n1", "ip -j addr");
        }
    }
}
