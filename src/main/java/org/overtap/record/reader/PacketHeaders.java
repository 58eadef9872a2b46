package org.overtap.record.reader;

import java.util.HexFormat;
import java.util.Optional;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/**
 * What the headers of one captured packet tell, from the link layer to the ports. It is used again for the next packet.
 *
 * <p>Its bytes are those that the IP header tells, which padding of short frames is not; where that tells 0, as of what a
 * network card is yet to cut into packets, those that were captured from. A later fragment tells no ports: see
 * {@link FragmentTable}.
 */
final class PacketHeaders {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final ByteCache<IpAddress> addresses = new ByteCache<>(PacketHeaders::address);
    private final ByteCache<String> macs = new ByteCache<>(word -> Optional.of(COLONS.formatHex(word)));

    private byte[] bytes;
    private int end;
    private String fromMac;
    private String toMac;
    private int vlan;
    private int tos;
    private IpAddress from;
    private IpAddress to;
    private int protocol;
    private long length;
    private Fragment fragment;
    private long identification;
    private int fromPort;
    private int toPort;
    private int icmp;
    private int flags;

    /** What a packet turned out to be. */
    enum Outcome {
        FLOW,
        NOT_IP,
        /** It is of a flow, but what was captured ends before that is told. */
        CUT
    }

    /** Which part of a packet of the network layer it is. */
    enum Fragment {
        NONE,
        FIRST,
        LATER
    }

    /**
     * Reads the packet that was captured there.
     *
     * @param original how long it was before it was cut to what is there
     */
    Outcome read(LinkLayer link, byte[] captured, int start, int stop, long original) {
        bytes = captured;
        end = stop;
        fromMac = null;
        toMac = null;
        vlan = FlowKey.ABSENT;
        fragment = Fragment.NONE;
        fromPort = FlowKey.ABSENT;
        toPort = FlowKey.ABSENT;
        icmp = FlowKey.ABSENT;
        flags = (int) FlowRecord.ABSENT;
        int at = start + link.length();
        if (end <= at) {
            return Outcome.CUT;
        }
        int type = link.type() < 0 ? version(at) : u16(start + link.type());
        if (link.destination() >= 0) {
            toMac = mac(start + link.destination());
        }
        if (link.tellsSource(bytes, start)) {
            fromMac = mac(start + link.source());
        }
        while (isTag(type) && end - at >= 4) {
            int id = u16(at) & 0xfff;
            vlan = vlan == FlowKey.ABSENT && id != 0 ? id : vlan;
            type = u16(at + 2);
            at += 4;
        }
        long whole = original - (at - start);
        return type == IPV4
                ? ipv4(at, whole)
                : type == IPV6 ? ipv6(at, whole) : isTag(type) ? Outcome.CUT : Outcome.NOT_IP;
    }

    /** IEEE 802.1Q and 802.1ad, and the number that was used for the outer of two tags before that. */
    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100;
    }

    private int version(int at) {
        int version = (bytes[at] & 0xff) >> 4;
        return version == 4 ? IPV4 : version == 6 ? IPV6 : 0;
    }

    private Outcome ipv4(int at, long whole) {
        if (end - at < 20) {
            return Outcome.CUT;
        }
        tos = u8(at + 1);
        length = u16(at + 2) == 0 ? whole : u16(at + 2);
        identification = u16(at + 4);
        int offset = u16(at + 6);
        fragment = (offset & 0x1fff) != 0 ? Fragment.LATER : (offset & 0x2000) != 0 ? Fragment.FIRST : Fragment.NONE;
        protocol = u8(at + 9);
        from = addresses.get(bytes, at + 12, at + 16);
        to = addresses.get(bytes, at + 16, at + 20);
        return transport(at + (bytes[at] & 0xf) * 4);
    }

    private Outcome ipv6(int at, long whole) {
        if (end - at < 40) {
            return Outcome.CUT;
        }
        tos = u16(at) >> 4 & 0xff;
        length = u16(at + 4) == 0 ? whole : u16(at + 4) + 40;
        from = addresses.get(bytes, at + 8, at + 24);
        to = addresses.get(bytes, at + 24, at + 40);
        int next = u8(at + 6);
        int header = at + 40;
        while (isExtension(next) && fragment != Fragment.LATER) {
            if (end - header < 8) {
                return Outcome.CUT;
            }
            if (next == 44) {
                int offset = u16(header + 2);
                identification = u32(header + 4);
                fragment = offset >>> 3 != 0 ? Fragment.LATER : (offset & 1) != 0 ? Fragment.FIRST : Fragment.NONE;
            }
            int units = u8(header + 1);
            int size = next == 44 ? 8 : next == 51 ? (units + 2) * 4 : (units + 1) * 8;
            next = u8(header);
            header += size;
        }
        protocol = next;
        return transport(header);
    }

    /** Headers that may stand before that of the transport (IANA, "IPv6 Extension Header Types"), but encrypted ones. */
    private static boolean isExtension(int next) {
        return next == 0
                || next == 43
                || next == 44
                || next == 51
                || next == 60
                || next == 135
                || next == 139
                || next == 140;
    }

    private Outcome transport(int at) {
        if (fragment == Fragment.LATER) {
            return Outcome.FLOW;
        }
        if (IpProtocols.hasPorts(protocol)) {
            if (end - at < 4) {
                return Outcome.CUT;
            }
            fromPort = u16(at);
            toPort = u16(at + 2);
            if (protocol == IpProtocols.TCP && end - at >= 14) {
                flags = u8(at + 13);
            }
        } else if (IpProtocols.isIcmp(protocol)) {
            if (end - at < 2) {
                return Outcome.CUT;
            }
            icmp = u16(at);
        }
        return Outcome.FLOW;
    }

    private int u8(int at) {
        return bytes[at] & 0xff;
    }

    private int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    private long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    private String mac(int at) {
        return macs.get(bytes, at, at + 6);
    }

    private static Optional<IpAddress> address(byte[] word) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < word.length; i++) {
            high = high << 8 | low >>> 56;
            low = low << 8 | word[i] & 0xff;
        }
        return Optional.of(new IpAddress(word.length == 4 ? IpFamily.V4 : IpFamily.V6, high, low));
    }

    /** The key of a packet that tells its ports itself. */
    FlowKey key() {
        return key(protocol, fromPort, toPort, icmp);
    }

    /** The key, with what the first fragment told of the transport. */
    FlowKey key(FlowKey first) {
        return key(first.protocol(), first.sourcePort(), first.destinationPort(), first.icmpNumber());
    }

    private FlowKey key(int transport, int source, int destination, int message) {
        FlowKey.Numbers numbers = new FlowKey.Numbers(source, destination, message, tos, vlan);
        return new FlowKey(from, to, transport, numbers, fromMac, toMac);
    }

    Fragment fragment() {
        return fragment;
    }

    /** What all fragments of one packet share: its identification, and of IPv4 the protocol (RFC 791, RFC 8200). */
    FragmentTable.Datagram datagram() {
        return new FragmentTable.Datagram(from, to, from.family() == IpFamily.V4 ? protocol : 0, identification, vlan);
    }

    /** Bytes from the IP header on. */
    long length() {
        return length;
    }

    int flags() {
        return flags;
    }
}
