package org.overtap.record.query.filter;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;

/**
 * Filters in the words that nfdump 1.7.1 knows, about values that some records have. Left out is where nfdump answers by
 * how it stores records: it takes ports of protocols without ports for 0 or an ICMP type, has a second VLAN that is
 * always 0, and with a mask looks at the lower half of IPv6 addresses alone.
 */
final class RandomFilters {
    private static final List<String> COMPARATORS =
            List.of("", "=", "==", ">", "<", ">=", "<=", "eq", "gt", "lt", "ge", "le");
    private static final List<String> ENDS =
            List.of("", "src ", "dst ", "src or dst ", "dst or src ", "src and dst ", "SRC ");

    private final Random random;
    private final List<FlowRecord> records;
    private final List<Supplier<String>> terms;

    RandomFilters(long seed, List<FlowRecord> records) {
        this.random = new Random(seed);
        this.records = records;
        this.terms = List.of(
                () -> "any",
                () -> pick("ipv4", "inet", "ipv6", "inet6", "INET6"),
                () -> "proto " + pick("tcp", "udp", "icmp", "ICMP6", "igmp", "gre", "sctp", "17", "6"),
                () -> pick(ENDS) + pick("ip ", "host ") + address(),
                () -> pick(ENDS) + "ip in [ " + address() + pick(" ", ",", ", ") + address() + " ]",
                () -> pick(ENDS) + "ip in [" + network() + " " + address() + "]",
                () -> pick(ENDS) + "net " + network(),
                () -> "(ipv4 and " + pick(ENDS) + "net " + masked() + ")",
                () -> ports(pick(ENDS) + "port " + pick(COMPARATORS) + " " + port()),
                () -> ports(pick(ENDS) + "port in [ " + port() + pick(" ", ",") + port() + " ]"),
                () -> "flags " + flags(),
                () -> "not flags " + flags(),
                () -> "tos " + pick(COMPARATORS) + " " + key().tos().getAsInt(),
                () -> pick("", "in ") + "packets " + pick(COMPARATORS) + " " + scaled(record().packets()),
                () -> pick("", "in ") + "bytes " + pick(COMPARATORS) + " " + scaled(record().bytes()),
                () -> "duration " + pick(COMPARATORS) + " " + duration(record()),
                () -> "bps " + pick(COMPARATORS) + " " + scaled(1L << random.nextInt(40)),
                () -> "pps " + pick(COMPARATORS) + " " + scaled(1L << random.nextInt(20)),
                () -> "bpp " + pick(COMPARATORS) + " " + (20 + random.nextInt(1481)),
                () -> "icmp-type " + (1 + random.nextInt(255)),
                () -> "icmp-code " + random.nextInt(16),
                () -> pick("", "in ", "src ", "dst ", "in src ", "in dst ") + "mac " + mac(),
                () -> "vlan " + key().vlan().orElse(7));
    }

    String next() {
        return expression(1 + random.nextInt(3));
    }

    private String expression(int depth) {
        if (depth == 0) {
            return pick(terms).get();
        }
        String left = expression(random.nextInt(depth));
        String right = expression(depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> left + pick(" and ", " && ", " AND ") + right;
            case 1 -> left + pick(" or ", " || ") + right;
            case 2 -> pick("not ", "! ", "!") + left + pick(" and ", " or ") + right;
            case 3 -> "(" + left + pick(" or ", " and ") + right + ")";
            default -> pick("not ", "!") + "( " + left + pick(" or ", " and ") + right + " )";
        };
    }

    private static String ports(String filter) {
        return "((proto tcp or proto udp or proto sctp) and " + filter + ")";
    }

    private String pick(String... among) {
        return pick(List.of(among));
    }

    private <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private FlowRecord record() {
        return pick(records);
    }

    private static long duration(FlowRecord record) {
        return Duration.between(record.first().orElseThrow(), record.last().orElseThrow())
                .toMillis();
    }

    private FlowKey key() {
        return record().key();
    }

    private String address() {
        return (random.nextBoolean() ? key().from() : key().to()).toString();
    }

    private String network() {
        String address = address();
        int bits = address.contains(":") ? 128 : 32;
        return address + "/" + (1 + random.nextInt(random.nextBoolean() ? bits : bits / 8));
    }

    private String masked() {
        String address = address();
        while (address.contains(":")) {
            address = address();
        }
        int mask = -1 << random.nextInt(32);
        return address + " " + (mask >>> 24) + "." + (mask >> 16 & 255) + "." + (mask >> 8 & 255) + "." + (mask & 255);
    }

    private int port() {
        FlowKey key = key();
        while (key.fromPort().isEmpty()) {
            key = key();
        }
        return random.nextBoolean() ? key.fromPort().getAsInt() : key.toPort().getAsInt();
    }

    private String flags() {
        StringBuilder letters = new StringBuilder();
        for (char letter : "FSRPAU".toCharArray()) {
            letters.append(random.nextInt(3) == 0 ? String.valueOf(letter) : "");
        }
        return letters.length() == 0 ? pick("S", "X") : letters.toString();
    }

    private String scaled(long number) {
        return switch (random.nextInt(4)) {
            case 0 -> number / 1000 + pick("k", "K");
            case 1 -> number / 1_000_000 + pick("m", "M");
            default -> Long.toString(number);
        };
    }

    private String mac() {
        FlowKey key = key();
        while (key.fromMac().isEmpty()) {
            key = key();
        }
        return key.fromMac().get();
    }
}
