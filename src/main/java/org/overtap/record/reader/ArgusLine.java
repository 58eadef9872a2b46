package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.List;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/**
 * Reads lines as ra prints argus' records with the columns of {@code argus-read.sh}. A record of argus holds both
 * directions of a flow; each that had packets becomes a record here, with the times of both.
 *
 * <p>What packets of one record may differ in (type of service, MAC addresses) is told of its first. Of ICMP argus tells
 * one type and code, those of the direction from which the flow began; the other's are untold. The type of service that
 * it prints of IPv6 is none (seen: 227 where 0 was sent), and is left out.
 */
final class ArgusLine {
    private static final int COLUMNS = 18;
    private static final String FLAG_LETTERS = "CEUAPRSF";
    private static final int MOST_PROTOCOL = 255;

    private ArgusLine() {}

    /**
     * The records of a line: none of what argus tells of itself and of what is no IP.
     *
     * @throws UnreadableException if it is no line of ra's
     */
    static List<FlowRecord> parse(String line) throws UnreadableException {
        String[] words = line.split("\\|", -1);
        if (words.length != COLUMNS) {
            throw new UnreadableException("a line of other than " + COLUMNS + " columns");
        }
        if (words[2].equals("man") || number(words[2], "protocol") > MOST_PROTOCOL) {
            return List.of();
        }
        int protocol = (int) number(words[2], "protocol");
        boolean ports = IpProtocols.hasPorts(protocol);
        int fromPort = ports ? port(words[4]) : FlowKey.ABSENT;
        int toPort = ports ? port(words[6]) : FlowKey.ABSENT;
        int icmp = IpProtocols.isIcmp(protocol) ? icmp(words[4], words[6]) : FlowKey.ABSENT;
        IpAddress from = address(words[3], "source");
        IpAddress to = address(words[5], "destination");
        String fromMac = mac(words[13]);
        String toMac = mac(words[14]);
        String[] flags = (words[17] + " ").split("_", 2);
        List<FlowRecord> both = new ArrayList<>();
        add(
                both,
                new FlowKey(
                        from,
                        to,
                        protocol,
                        numbers(from, fromPort, toPort, icmp, words[11], words[15]),
                        fromMac,
                        toMac),
                new FlowRecord.Numbers(
                        micros(words[0]),
                        micros(words[1]),
                        number(words[7], "packets"),
                        number(words[9], "bytes"),
                        protocol == IpProtocols.TCP ? flags(flags[0]) : (int) FlowRecord.ABSENT,
                        FlowRecord.ABSENT));
        add(
                both,
                new FlowKey(
                        to,
                        from,
                        protocol,
                        numbers(from, toPort, fromPort, FlowKey.ABSENT, words[12], words[16]),
                        toMac,
                        fromMac),
                new FlowRecord.Numbers(
                        micros(words[0]),
                        micros(words[1]),
                        number(words[8], "packets"),
                        number(words[10], "bytes"),
                        protocol == IpProtocols.TCP && flags.length > 1 ? flags(flags[1]) : (int) FlowRecord.ABSENT,
                        FlowRecord.ABSENT));
        return both;
    }

    private static void add(List<FlowRecord> both, FlowKey key, FlowRecord.Numbers numbers) {
        if (numbers.packets() > 0) {
            both.add(new FlowRecord(key, Exporter.UNTOLD, Place.UNKNOWN, numbers));
        }
    }

    private static FlowKey.Numbers numbers(IpAddress of, int fromPort, int toPort, int icmp, String tos, String vlan)
            throws UnreadableException {
        boolean told = of.family() == IpFamily.V4 && !tos.isEmpty();
        int number = vlan.isEmpty() ? 0 : (int) number(vlan.replaceFirst("^0x", ""), "VLAN");
        return new FlowKey.Numbers(
                fromPort,
                toPort,
                icmp,
                told ? (int) Math.min(0xff, number(tos, "ToS")) : FlowKey.ABSENT,
                number == 0 ? FlowKey.ABSENT : number);
    }

    private static IpAddress address(String text, String what) throws UnreadableException {
        return IpAddress.parse(text).orElseThrow(() -> new UnreadableException("the " + what + " is no address"));
    }

    private static String mac(String text) throws UnreadableException {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw new UnreadableException("a MAC address is none");
        }
        return text;
    }

    private static int port(String text) throws UnreadableException {
        long port = number(text, "port");
        if (port > 0xffff) {
            throw new UnreadableException("port is too large");
        }
        return (int) port;
    }

    /** Of IPv4 a hexadecimal number whose low byte is the type and whose high byte is the code; of IPv6 one each. */
    private static int icmp(String type, String code) throws UnreadableException {
        if (type.matches("0x[0-9a-fA-F]{4}")) {
            int both = Integer.parseInt(type.substring(2), 16);
            return (both & 0xff) << 8 | both >> 8;
        }
        return type.matches("\\d{1,3}") && code.matches("\\d{1,3}")
                ? (int) (number(type, "ICMP type") & 0xff) << 8 | (int) (number(code, "ICMP code") & 0xff)
                : FlowKey.ABSENT;
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < FLAG_LETTERS.length(); i++) {
            flags |= letters.indexOf(FLAG_LETTERS.charAt(i)) >= 0 ? 0x80 >> i : 0;
        }
        return flags == 0 ? (int) FlowRecord.ABSENT : flags;
    }

    private static long number(String text, String what) throws UnreadableException {
        if (!text.matches("\\d{1,18}")) {
            throw new UnreadableException(what + " is no number");
        }
        return Long.parseLong(text);
    }

    private static long micros(String text) throws UnreadableException {
        if (!text.matches("\\d{1,11}\\.\\d{6}")) {
            throw new UnreadableException("a time is none");
        }
        return Long.parseLong(text.replace(".", ""));
    }
}
