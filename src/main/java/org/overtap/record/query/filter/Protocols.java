package org.overtap.record.query.filter;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Names of IP protocols (IANA's protocol numbers, in nfdump's spelling), for what is typed and for what is printed. */
public final class Protocols {
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("tcp", 6),
            Map.entry("egp", 8),
            Map.entry("igp", 9),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("icmp6", 58),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("ethip", 97),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("pgm", 113),
            Map.entry("l2tp", 115),
            Map.entry("ptp", 123),
            Map.entry("sctp", 132),
            Map.entry("udp-l", 136),
            Map.entry("mpls", 137));

    private static final Map<String, Integer> OTHER_NAMES = Map.of("icmpv6", 58, "ipv6-icmp", 58, "udplite", 136);

    private static final Map<Long, String> NAMES = names();

    private Protocols() {}

    private static Map<Long, String> names() {
        Map<Long, String> names = new TreeMap<>();
        NUMBERS.forEach((name, number) -> names.put((long) number, name.toUpperCase(Locale.ROOT)));
        return names;
    }

    /** The number of a protocol's name, in any case. */
    static OptionalInt number(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Integer number = NUMBERS.getOrDefault(lower, OTHER_NAMES.get(lower));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The name of a protocol, or its number where it has none here. */
    public static String name(long number) {
        return NAMES.getOrDefault(number, Long.toString(number));
    }
}
