package org.overtap.record.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
 * Reads lines as nfacctd 1.7.7 prints records. One of these is for one run and one thread.
 *
 * <p>As nfdump it prints 0 for what an exporter did not tell: a MAC address, VLAN, TCP flags, sampling rate or time of 0
 * is taken for untold. An ICMP message's type and code stand in place of the destination port, from exporters that put
 * them there. A time without a zone is taken for UTC. Where the flow's own times are not printed, those of nfacctd's time
 * bin stand for them. Of NetFlow v5 it tells the lower byte of the source id, and the ports of
 * TCP and UDP alone.
 */
final class NfacctdLine {
    private static final Map<String, Integer> PROTOCOLS = protocols();
    private static final Map<Long, String> FORMATS = Map.of(5L, "v5", 9L, "v9", 10L, "ipfix");
    private static final String NO_MAC = "00:00:00:00:00:00";
    private static final int MOST_WORDS = 1 << 16;

    private final JsonFactory json = new JsonFactory();
    private final Map<String, Optional<IpAddress>> addresses = new HashMap<>();
    private final Map<String, String> macs = new HashMap<>();
    private final Map<Exporter, Exporter> exporters = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();

    /**
     * The record, or none of a line by which nfacctd says that it begins or ends to print some.
     *
     * @throws UnreadableException if the line is no record
     */
    Optional<FlowRecord> parse(byte[] bytes, int from, int to) throws UnreadableException {
        if (Bytes.skipBlanks(bytes, from, to) == to) {
            return Optional.empty();
        }
        read(bytes, from, to);
        String event = fields.getOrDefault("event_type", "purge");
        return event.startsWith("purge_") ? Optional.empty() : Optional.of(record());
    }

    private void read(byte[] bytes, int from, int to) throws UnreadableException {
        fields.clear();
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("a line is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new UnreadableException("a line is no JSON object");
            }
        } catch (IOException e) {
            throw new UnreadableException("a line is no JSON object");
        }
    }

    private FlowRecord record() throws UnreadableException {
        int protocol = protocol();
        int flags = protocol == IpProtocols.TCP ? (int) number("tcp_flags", 0xffff, 0) : 0;
        long sampling = number("sampling_rate", Integer.MAX_VALUE, 0);
        long first = time("timestamp_start", "timestamp_min", "timestamp_arrival", "stamp_inserted");
        long last = time("timestamp_end", "timestamp_max", "timestamp_start", "stamp_updated");
        return new FlowRecord(
                key(protocol),
                exporter(),
                Place.UNKNOWN,
                new FlowRecord.Numbers(
                        first,
                        first < 0 ? first : Math.max(first, last),
                        count("packets"),
                        count("bytes"),
                        flags == 0 ? (int) FlowRecord.ABSENT : flags,
                        sampling <= 1 ? FlowRecord.ABSENT : sampling));
    }

    private FlowKey key(int protocol) throws UnreadableException {
        boolean ports = IpProtocols.hasPorts(protocol);
        int fromPort = (int) number("port_src", 0xffff, FlowKey.ABSENT);
        int toPort = (int) number("port_dst", 0xffff, FlowKey.ABSENT);
        int vlan = (int) number("vlan", 0xffff, 0);
        return new FlowKey(
                address("ip_src", "source"),
                address("ip_dst", "destination"),
                protocol,
                new FlowKey.Numbers(
                        ports ? fromPort : FlowKey.ABSENT,
                        ports ? toPort : FlowKey.ABSENT,
                        IpProtocols.isIcmp(protocol) ? icmp(toPort) : FlowKey.ABSENT,
                        (int) number("tos", 0xff, FlowKey.ABSENT),
                        vlan == 0 ? FlowKey.ABSENT : vlan),
                mac("mac_src"),
                mac("mac_dst"));
    }

    /** A primitive of that name tells it as it is; in place of the destination port 0 may be untold. */
    private int icmp(int inPlaceOfPort) throws UnreadableException {
        return (int) number("icmp", 0xffff, inPlaceOfPort > 0 ? inPlaceOfPort : FlowKey.ABSENT);
    }

    private Exporter exporter() throws UnreadableException {
        long sourceId = number("export_proto_sysid", Integer.MAX_VALUE, -1);
        Exporter told = new Exporter(
                fields.containsKey("peer_ip_src") ? address("peer_ip_src", "exporter") : Exporter.UNTOLD.address(),
                sourceId < 0 ? OptionalInt.empty() : OptionalInt.of((int) sourceId),
                Optional.ofNullable(FORMATS.get(number("export_proto_version", 0xffff, -1))));
        return bounded(exporters).computeIfAbsent(told, same -> same);
    }

    private IpAddress address(String field, String what) throws UnreadableException {
        String text = fields.getOrDefault(field, "");
        Optional<IpAddress> address = bounded(addresses).computeIfAbsent(text, IpAddress::parse);
        if (address.isEmpty()) {
            throw new UnreadableException("the " + what + " is no address");
        }
        return address.get();
    }

    /** Null where it is not told. */
    private String mac(String field) throws UnreadableException {
        String text = fields.getOrDefault(field, NO_MAC);
        if (text.length() != NO_MAC.length()) {
            throw new UnreadableException("a MAC address is none");
        }
        return text.equals(NO_MAC) ? null : bounded(macs).computeIfAbsent(text, same -> same);
    }

    private static <K, V> Map<K, V> bounded(Map<K, V> known) {
        if (known.size() >= MOST_WORDS) {
            known.clear();
        }
        return known;
    }

    private int protocol() throws UnreadableException {
        String text = fields.getOrDefault("ip_proto", "");
        Integer named = PROTOCOLS.get(text);
        if (named != null) {
            return named;
        }
        long number = number("ip_proto", 0xff, -1);
        if (number < 0) {
            throw new UnreadableException("the protocol is not told");
        }
        return (int) number;
    }

    private long count(String field) throws UnreadableException {
        long count = number(field, Long.MAX_VALUE, -1);
        if (count < 0) {
            throw new UnreadableException(field + " is not told");
        }
        return count;
    }

    private long number(String field, long most, long untold) throws UnreadableException {
        String text = fields.get(field);
        if (text == null) {
            return untold;
        }
        if (!isNumber(text)) {
            throw new UnreadableException(field + " is no number");
        }
        long number = Long.parseLong(text);
        if (number > most) {
            throw new UnreadableException(field + " is too large");
        }
        return number;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The first of these fields that tells a time, in microseconds since 1970. */
    private long time(String... names) throws UnreadableException {
        for (String name : names) {
            String text = fields.get(name);
            long time = text == null ? 0 : micros(text, name);
            if (time > 0) {
                return time;
            }
        }
        return FlowRecord.ABSENT;
    }

    /** As {@code 2026-11-28 06:41:40.946000}, with T and a zone (RFC 3339), or in seconds since 1970. */
    private static long micros(String text, String name) throws UnreadableException {
        try {
            int dot = text.indexOf('.');
            if (isNumber(dot < 0 ? text : text.substring(0, dot))) {
                return new BigDecimal(text)
                        .movePointRight(6)
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
            }
            String standard = text.replace(' ', 'T');
            boolean zoned = standard.endsWith("Z") || standard.lastIndexOf('-') > 10 || standard.indexOf('+') > 10;
            Instant time = zoned
                    ? OffsetDateTime.parse(standard).toInstant()
                    : LocalDateTime.parse(standard).toInstant(ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new UnreadableException(name + " is no time");
        }
    }

    /** nfacctd's own names; it prints a number for every other protocol. Seen by sending it all 256. */
    private static Map<String, Integer> protocols() {
        String names =
                "icmp=1 igmp=2 ggp=3 ipencap=4 tcp=6 egp=8 igp=9 udp=17 mux=18 ipv6=41 ipv6-route=43 ipv6-frag=44"
                        + " rsvp=46 gre=47 esp=50 ah=51 mobile=55 tlsp=56 ipv6-icmp=58 ipv6-nonxt=59 ipv6-opts=60 iso-ip=80"
                        + " vines=83 eigrp=88 ospf=89 larp=91 ax.25=93 ipip=94 encap=98 pnni=102 pim=103 IPcomp=108"
                        + " ipx-in-ip=111 vrrp=112 l2tp=115 isis=124 sctp=132 fc=133";
        Map<String, Integer> protocols = new HashMap<>();
        for (String word : names.split(" ")) {
            String[] parts = word.split("=");
            protocols.put(parts[0], Integer.valueOf(parts[1]));
        }
        return Map.copyOf(protocols);
    }
}
