package org.overtap.record.reader;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;
import org.overtap.topology.IpAddress;

/**
 * Reads lines as nfdump 1.7 prints records, where they lie. One of these is for one run and one thread.
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

    /** The same for files of sfcapd, which keeps the MAC address that a packet went to as that of its way out. */
    static final String SFLOW_FORMAT = FORMAT.replace("%idmc", "%odmc");

    private static final int COLUMNS = 16;
    private static final int WITH_FORMAT = COLUMNS + 1;
    private static final int MOST_EXPORTERS = 1 << 16;
    private static final Map<String, String> FORMATS =
            Map.of("Nv5", "v5", "Nv9", "v9", "Nv10", "ipfix", "Sv5", "sflow");
    private static final String NO_MAC = "00:00:00:00:00:00";
    private static final String FLAG_LETTERS = "CEUAPRSF";

    private final ByteCache<IpAddress> addresses = ByteCache.ofText(IpAddress::parse);
    private final ByteCache<String> macs = ByteCache.ofText(NfdumpLine::mac);
    private final ByteCache<String> formats = ByteCache.ofText(word -> Optional.of(FORMATS.getOrDefault(word, word)));
    private final ByteCache<OptionalInt> sourceIds = ByteCache.ofText(NfdumpLine::sourceId);
    private final Map<Exporter, Exporter> exporters = new HashMap<>();
    private final int[] starts = new int[WITH_FORMAT];
    private final int[] ends = new int[WITH_FORMAT];

    private byte[] line = {};
    private Exporter last;

    /** @throws UnreadableException if the line is no record */
    FlowRecord parse(byte[] bytes, int from, int to) throws UnreadableException {
        line = bytes;
        boolean formatTold = cut(from, to) == WITH_FORMAT;
        int protocol = protocol();
        long first = millis(14, "start");
        long duration = millis(15, "duration");
        return new FlowRecord(
                key(protocol),
                exporter(formatTold),
                Place.UNKNOWN,
                new FlowRecord.Numbers(
                        first == 0 ? FlowRecord.ABSENT : first * 1000,
                        first == 0 ? FlowRecord.ABSENT : (first + duration) * 1000,
                        number(12, "packets"),
                        number(13, "bytes"),
                        protocol == IpProtocols.TCP ? flags() : (int) FlowRecord.ABSENT,
                        FlowRecord.ABSENT));
    }

    /** Finds the columns without the blanks around them. */
    private int cut(int from, int to) throws UnreadableException {
        int found = 0;
        int at = from;
        while (found < WITH_FORMAT && at <= to) {
            int bar = found == WITH_FORMAT - 1 ? to : Bytes.find(line, at, to, (byte) '|');
            int start = Bytes.skipBlanks(line, at, bar);
            int end = bar;
            while (end > start && line[end - 1] == ' ') {
                end--;
            }
            starts[found] = start;
            ends[found++] = end;
            at = bar + 1;
        }
        if (found < COLUMNS) {
            throw new UnreadableException("a line with fewer than " + COLUMNS + " columns");
        }
        return found;
    }

    private Exporter exporter(boolean formatTold) throws UnreadableException {
        IpAddress address = address(0, "exporter");
        OptionalInt sourceId = sourceIds.get(line, starts[1], ends[1]);
        if (sourceId == null) {
            throw new UnreadableException("engine is no number");
        }
        String format = formatTold ? formats.get(line, starts[16], ends[16]) : null;
        if (last == null
                || last.address() != address
                || !last.sourceId().equals(sourceId)
                || last.format().orElse(null) != format) {
            Exporter told = new Exporter(address, sourceId, Optional.ofNullable(format));
            if (exporters.size() >= MOST_EXPORTERS) {
                exporters.clear();
            }
            last = exporters.computeIfAbsent(told, same -> same);
        }
        return last;
    }

    /**
     * Who sent it.
     *
     * @param numbers engine type and id, as nfdump prints them
     * @param format the form in which it came, in nfdump's words
     * @return empty if these are no exporter
     */
    static Optional<Exporter> exporter(String address, String numbers, String format) {
        Optional<OptionalInt> sourceId = sourceId(numbers);
        return sourceId.isEmpty()
                ? Optional.empty()
                : IpAddress.parse(address)
                        .map(from ->
                                new Exporter(from, sourceId.get(), Optional.of(FORMATS.getOrDefault(format, format))));
    }

    private FlowKey key(int protocol) throws UnreadableException {
        boolean ports = IpProtocols.hasPorts(protocol);
        int vlan = small(11, 0xffff, "VLAN");
        return new FlowKey(
                address(2, "source"),
                address(3, "destination"),
                protocol,
                new FlowKey.Numbers(
                        ports ? small(4, 0xffff, "source port") : FlowKey.ABSENT,
                        ports ? small(5, 0xffff, "destination port") : FlowKey.ABSENT,
                        IpProtocols.isIcmp(protocol) ? icmp() : FlowKey.ABSENT,
                        small(7, 0xff, "ToS"),
                        vlan == 0 ? FlowKey.ABSENT : vlan),
                mac(9),
                mac(10));
    }

    private IpAddress address(int column, String what) throws UnreadableException {
        IpAddress address = addresses.get(line, starts[column], ends[column]);
        if (address == null) {
            throw new UnreadableException("the " + what + " is no address");
        }
        return address;
    }

    private String mac(int column) throws UnreadableException {
        String mac = macs.get(line, starts[column], ends[column]);
        if (mac == null) {
            throw new UnreadableException("a MAC address is none");
        }
        return NO_MAC.equals(mac) ? null : mac;
    }

    private static Optional<String> mac(String text) {
        return text.length() != NO_MAC.length() ? Optional.empty() : Optional.of(text.equals(NO_MAC) ? NO_MAC : text);
    }

    /** nfdump prints engine type and id, the high and the low byte of a v9 source id, as {@code 0/7}. */
    private static Optional<OptionalInt> sourceId(String text) {
        String[] parts = text.split("/", 2);
        try {
            int type = parts.length == 2 ? Integer.parseInt(parts[0].strip()) : 0;
            int id = Integer.parseInt(parts[parts.length - 1].strip());
            boolean fits = parts.length == 1 ? id >= 0 : (type | id) >>> 8 == 0;
            return fits ? Optional.of(OptionalInt.of(type << 8 | id)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** nfdump names some protocols unless it is asked for plain numbers, which not all of its versions honour here. */
    private int protocol() throws UnreadableException {
        return line[starts[6]] < 'A'
                ? small(6, 0xff, "protocol")
                : switch (text(6)) {
                    case "ICMP" -> 1;
                    case "TCP" -> 6;
                    case "UDP" -> 17;
                    case "ICMP6" -> 58;
                    default -> small(6, 0xff, "protocol");
                };
    }

    /**
     * nfdump prints an ICMP packet's type and code in place of its destination port, as {@code 8.0}; where the record came
     * as sFlow, the type in place of its source port and the code as {@code 0.3}.
     */
    private int icmp() throws UnreadableException {
        int before = small(4, 0xffff, "source port");
        int dot = Bytes.find(line, starts[5], ends[5], (byte) '.');
        int both = dot == ends[5]
                ? small(5, 0xffff, "ICMP type")
                : small(starts[5], dot, 0xff, "ICMP type") * 256 + small(dot + 1, ends[5], 0xff, "ICMP code");
        int all = both == 0 || before > 0 && before < 256 && both < 256 ? before * 256 + both : both;
        return all == 0 ? FlowKey.ABSENT : all;
    }

    /** Eight letters, or a number where nfdump has no letter for a bit. */
    private int flags() throws UnreadableException {
        int start = starts[8];
        int length = ends[8] - start;
        int flags = 0;
        if (length > 2 && length < 10 && line[start] == '0' && line[start + 1] == 'x') {
            for (int i = start + 2; i < ends[8]; i++) {
                int digit = Character.digit(line[i], 16);
                if (digit < 0) {
                    throw new UnreadableException("TCP flags are neither letters nor a number");
                }
                flags = flags << 4 | digit;
            }
        } else if (length == FLAG_LETTERS.length()) {
            for (int i = 0; i < length; i++) {
                flags |= line[start + i] == FLAG_LETTERS.charAt(i) ? 0x80 >> i : 0;
            }
        } else {
            throw new UnreadableException("TCP flags are neither letters nor a number");
        }
        return flags == 0 ? (int) FlowRecord.ABSENT : flags;
    }

    private int small(int column, int most, String what) throws UnreadableException {
        return small(starts[column], ends[column], most, what);
    }

    private int small(int start, int end, int most, String what) throws UnreadableException {
        long number = number(start, end, what);
        if (number > most) {
            throw new UnreadableException(what + " is too large");
        }
        return (int) number;
    }

    private long number(int column, String what) throws UnreadableException {
        return number(starts[column], ends[column], what);
    }

    private long number(int start, int end, String what) throws UnreadableException {
        long number = 0;
        for (int i = start; i < end; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new UnreadableException(what + " is no number");
            }
            if (number > (Long.MAX_VALUE - digit) / 10) {
                throw new UnreadableException(what + " is too large");
            }
            number = number * 10 + digit;
        }
        if (start == end) {
            throw new UnreadableException(what + " is no number");
        }
        return number;
    }

    /** Seconds with three decimals, few enough to be counted in microseconds. */
    private long millis(int column, String what) throws UnreadableException {
        int dot = ends[column] - 4;
        if (dot <= starts[column] || line[dot] != '.') {
            throw new UnreadableException(what + " is not in seconds and milliseconds");
        }
        long seconds = number(starts[column], dot, what);
        if (seconds >> 40 != 0) {
            throw new UnreadableException(what + " is too large");
        }
        return seconds * 1000 + number(dot + 1, ends[column], what);
    }

    private String text(int column) {
        return new String(line, starts[column], ends[column] - starts[column], StandardCharsets.UTF_8);
    }
}
