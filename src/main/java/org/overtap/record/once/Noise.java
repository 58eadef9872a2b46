package org.overtap.record.once;

import java.util.Set;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/**
 * What no experimenter sends: what hosts and routers tell each other by themselves. Told by protocols, ports and groups
 * as IANA registers them. Where a probe does not tell ICMP types, the group tells.
 */
final class Noise {
    private static final int IGMP = 2;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP6 = 58;

    /** EIGRP, OSPF, PIM, VRRP. */
    private static final Set<Integer> ROUTING_PROTOCOLS = Set.of(88, 89, 103, 112);

    /** RIP, RIPng, LDP, OLSR, HSRP, BFD (RFC 5881, RFC 5883), Babel. */
    private static final Set<Integer> ROUTING_PORTS = Set.of(520, 521, 646, 698, 1985, 3784, 4784, 6696);

    private static final int BGP = 179;

    private Noise() {}

    /** Its word, as the column lists them; null if it is none. */
    static String of(OpenFlow flow) {
        return switch (flow.protocol) {
            case ICMP6 -> icmp6(flow);
            case IGMP -> "multicast-listener";
            case TCP -> flow.fromPort == BGP || flow.toPort == BGP ? "routing" : null;
            case UDP -> udp(flow);
            default -> ROUTING_PROTOCOLS.contains(flow.protocol) ? "routing" : null;
        };
    }

    private static String icmp6(OpenFlow flow) {
        int type = flow.icmpType;
        if (type >= 133 && type <= 137) {
            return "neighbour-discovery";
        }
        if (type >= 130 && type <= 132 || type == 143) {
            return "multicast-listener";
        }
        if (type >= 0 || !Scope.linkGroup(flow.to)) {
            return null;
        }
        long group = flow.to.low();
        boolean solicited = group >>> 24 == 0x1ff;
        boolean all = group == 1 || group == 2;
        return group == 0x16 ? "multicast-listener" : solicited || all ? "neighbour-discovery" : null;
    }

    private static String udp(OpenFlow flow) {
        return switch (flow.toPort) {
            case 67, 68, 546, 547 -> "dhcp";
            case 5353 -> flow.fromPort == 5353 || to(flow, 0xe000_00fbL, 0xfb) ? "mdns" : null;
            case 5355 -> to(flow, 0xe000_00fcL, 0x1_0003) ? "llmnr" : null;
            case 1900 -> to(flow, 0xefff_fffaL, 0xc) ? "ssdp" : null;
            case 123 -> to(flow, 0xe000_0101L, 0x101) || flow.decision.place.group() ? "ntp-broadcast" : null;
            default -> ROUTING_PORTS.contains(flow.toPort) ? "routing" : null;
        };
    }

    private static boolean to(OpenFlow flow, long fourth, long sixth) {
        IpAddress to = flow.to;
        return to.family() == IpFamily.V4 ? to.low() == fourth : Scope.group(to) && to.low() == sixth;
    }
}
