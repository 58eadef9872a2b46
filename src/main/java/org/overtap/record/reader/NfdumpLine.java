package org.overtap.record.reader;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;
import org.overtap.topology.IpAddress;

/**
 * One record as nfdump 1.7 prints it.
 *
 * <p>The form in which a record came is its last column, as {@code Nv9} or {@code Nv10}; the lines of others may lack it.
 *
 * <p>nfdump prints 0 for what an exporter did not tell. A MAC address, VLAN, ICMP type and code, TCP flags or time of 0
 * is therefore taken for untold; a port or type of service byte of 0 is taken at its word. It tells no sampling rate of
 * a record, and its direction is ingress whenever none was told.
 */
final class NfdumpLine {
    /**
     * What nfdump is asked to print. {@code %ter} would be wrong: nfdump 1.7.1 drops a digit of its milliseconds, so
     * the end is the start and the duration.
     */
    static final String FORMAT = "fmt:%ra|%eng|%sa|%da|%sp|%dp|%pr|%tos|%flg|%ismc|%idmc|%svln|%pkt|%byt|%tsr|%td|%nfv";

    private static final int COLUMNS = 16;
    private static final int WITH_FORMAT = COLUMNS + 1;
    private static final Set<Integer> WITH_PORTS = Set.of(6, 17, 33, 132, 136);
    private static final Set<Integer> ICMP = Set.of(1, 58);
    private static final Map<String, String> FORMATS = Map.of("Nv5", "v5", "Nv9", "v9", "Nv10", "ipfix");
    private static final int TCP = 6;
    private static final String NO_MAC = "00:00:00:00:00:00";
    private static final String FLAG_LETTERS = "CEUAPRSF";

    private final String line;
    private final String[] columns = new String[WITH_FORMAT];
    private final AddressCache addresses;

    private NfdumpLine(String line, AddressCache addresses) {
        this.line = line;
        this.addresses = addresses;
    }

    /** A line is no record. The message is a reason that many lines can have. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @throws Unreadable if the line is no record */
    static FlowRecord parse(String line, AddressCache addresses) throws Unreadable {
        NfdumpLine parsed = new NfdumpLine(line, addresses);
        parsed.split();
        return parsed.record();
    }

    private void split() throws Unreadable {
        int from = 0;
        int found = 0;
        while (found < WITH_FORMAT && from <= line.length()) {
            int bar = found == WITH_FORMAT - 1 ? -1 : line.indexOf('|', from);
            int end = bar < 0 ? line.length() : bar;
            columns[found++] = line.substring(from, end).strip();
            from = end + 1;
        }
        if (found < COLUMNS) {
            throw new Unreadable("a line with fewer than " + COLUMNS + " columns");
        }
    }

    private FlowRecord record() throws Unreadable {
        int protocol = protocol(columns[6]);
        Optional<Instant> first = first();
        return new FlowRecord(
                key(protocol),
                exporter(columns[0], columns[1], columns[WITH_FORMAT - 1], addresses),
                Place.UNKNOWN,
                first,
                first.isPresent() ? Optional.of(first.get().plusMillis(millis(columns[15], "duration"))) : first,
                number(columns[12], "packets"),
                number(columns[13], "bytes"),
                protocol == TCP ? flags(columns[8]) : OptionalInt.empty(),
                OptionalLong.empty());
    }

    /**
     * Who sent it.
     *
     * @param format the form in which it came, in nfdump's words; null if it is not told
     */
    static Exporter exporter(String address, String numbers, String format, AddressCache addresses) throws Unreadable {
        return new Exporter(
                address(address, "exporter", addresses),
                OptionalInt.of(sourceId(numbers)),
                Optional.ofNullable(format).map(word -> FORMATS.getOrDefault(word, word)));
    }

    private FlowKey key(int protocol) throws Unreadable {
        boolean ports = WITH_PORTS.contains(protocol);
        int vlan = small(columns[11], 0xffff, "VLAN");
        return new FlowKey(
                address(columns[2], "source"),
                address(columns[3], "destination"),
                protocol,
                ports ? OptionalInt.of(small(columns[4], 0xffff, "source port")) : OptionalInt.empty(),
                ports ? OptionalInt.of(small(columns[5], 0xffff, "destination port")) : OptionalInt.empty(),
                ICMP.contains(protocol) ? icmp(columns[5]) : Optional.empty(),
                OptionalInt.of(small(columns[7], 0xff, "ToS")),
                mac(columns[9]),
                mac(columns[10]),
                vlan == 0 ? OptionalInt.empty() : OptionalInt.of(vlan));
    }

    private Optional<Instant> first() throws Unreadable {
        long start = millis(columns[14], "start");
        return start == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(start));
    }

    private IpAddress address(String text, String what) throws Unreadable {
        return address(text, what, addresses);
    }

    private static IpAddress address(String text, String what, AddressCache addresses) throws Unreadable {
        Optional<IpAddress> address = addresses.parse(text);
        if (address.isEmpty()) {
            throw new Unreadable("the " + what + " is no address");
        }
        return address.get();
    }

    /** nfdump prints engine type and id, the high and the low byte of a v9 source id, as {@code 0/7}. */
    private static int sourceId(String text) throws Unreadable {
        int slash = text.indexOf('/');
        return slash < 0
                ? small(text, Integer.MAX_VALUE, "engine")
                : small(text.substring(0, slash).strip(), 0xff, "engine") * 256
                        + small(text.substring(slash + 1).strip(), 0xff, "engine");
    }

    /** nfdump names some protocols unless it is asked for plain numbers, which not all of its versions honour here. */
    private static int protocol(String text) throws Unreadable {
        return switch (text) {
            case "ICMP" -> 1;
            case "TCP" -> 6;
            case "UDP" -> 17;
            case "ICMP6" -> 58;
            default -> small(text, 0xff, "protocol");
        };
    }

    /** nfdump prints an ICMP packet's type and code in place of its destination port, as {@code 8.0}. */
    private static Optional<FlowKey.Icmp> icmp(String text) throws Unreadable {
        int dot = text.indexOf('.');
        int both = dot < 0
                ? small(text, 0xffff, "ICMP type")
                : small(text.substring(0, dot), 0xff, "ICMP type") * 256
                        + small(text.substring(dot + 1), 0xff, "ICMP code");
        return both == 0 ? Optional.empty() : Optional.of(new FlowKey.Icmp(both >> 8, both & 0xff));
    }

    private static Optional<String> mac(String text) throws Unreadable {
        if (text.length() != NO_MAC.length()) {
            throw new Unreadable("a MAC address is none");
        }
        return text.equals(NO_MAC) ? Optional.empty() : Optional.of(text);
    }

    /** Eight letters, or a number where nfdump has no letter for a bit. */
    private static OptionalInt flags(String text) throws Unreadable {
        int flags = 0;
        if (text.startsWith("0x")) {
            flags = Integer.parseInt(text, 2, text.length(), 16);
        } else if (text.length() == FLAG_LETTERS.length()) {
            for (int i = 0; i < text.length(); i++) {
                flags |= text.charAt(i) == FLAG_LETTERS.charAt(i) ? 0x80 >> i : 0;
            }
        } else {
            throw new Unreadable("TCP flags are neither letters nor a number");
        }
        return flags == 0 ? OptionalInt.empty() : OptionalInt.of(flags);
    }

    private static int small(String text, int most, String what) throws Unreadable {
        long number = number(text, what);
        if (number > most) {
            throw new Unreadable(what + " is too large");
        }
        return (int) number;
    }

    private static long number(String text, String what) throws Unreadable {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                throw new Unreadable(what + " is no number");
            }
            number = number * 10 + digit;
        }
        if (text.isEmpty()) {
            throw new Unreadable(what + " is no number");
        }
        return number;
    }

    /** Seconds with three decimals. */
    private static long millis(String text, String what) throws Unreadable {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() - dot != 4) {
            throw new Unreadable(what + " is not in seconds and milliseconds");
        }
        return number(text.substring(0, dot), what) * 1000 + number(text.substring(dot + 1), what);
    }
}
