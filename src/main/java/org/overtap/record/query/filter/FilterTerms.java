package org.overtap.record.query.filter;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.record.table.Column;
import org.overtap.topology.file.VisibleText;

/** The table of terms: what a filter can ask of a flow, each with the word that begins it. */
final class FilterTerms {
    private static final long MOST = Long.MAX_VALUE;

    /** Asks of one end of a flow, or of both. */
    private interface EndTerm {
        FlowTest read(FilterParser from, FlowEnd end);
    }

    /** Asks of the flow as a whole. */
    private interface WholeTerm {
        FilterParser.Part read(FilterParser from);
    }

    private static final Map<String, EndTerm> OF_ENDS = Map.of(
            "ip", FilterTerms::address,
            "host", FilterTerms::address,
            "net", FilterTerms::network,
            "port", FilterTerms::port,
            "mac", FilterTerms::mac,
            "node", FilterTerms::node);

    private static final Map<String, WholeTerm> OF_ALL = Map.ofEntries(
            Map.entry("proto", whole(FilterTerms::protocol)),
            Map.entry("ipv4", family(false)),
            Map.entry("inet", family(false)),
            Map.entry("ipv6", family(true)),
            Map.entry("inet6", family(true)),
            Map.entry("packets", number(Column.PACKETS, MOST)),
            Map.entry("bytes", number(Column.BYTES, MOST)),
            Map.entry("tos", number(Column.TOS, 255)),
            Map.entry("vlan", whole(FilterTerms::vlan)),
            Map.entry("icmp-type", icmp(Column.ICMP_TYPE)),
            Map.entry("icmp-code", icmp(Column.ICMP_CODE)),
            Map.entry("flags", whole(TcpFlagTest::read)),
            Map.entry("duration", whole(from -> RateTest.read(from, RateTest.DURATION))),
            Map.entry("pps", whole(from -> RateTest.read(from, RateTest.PPS))),
            Map.entry("bps", whole(from -> RateTest.read(from, RateTest.BPS))),
            Map.entry("bpp", whole(from -> RateTest.read(from, RateTest.BPP))),
            Map.entry("segment", FilterTerms::segment),
            Map.entry("probe", named(Column.PROBE)),
            Map.entry("run", named(Column.RUN)),
            Map.entry("side", whole(FilterTerms::side)),
            Map.entry("noise", whole(FilterTerms::noise)));

    /** Those of which only the way in can be asked, as nfdump has it: a row counts one direction. */
    private static final Set<String> WITH_IN = Set.of("packets", "bytes");

    private static final Set<String> SIDES = Set.of("before", "after", "unshaped");

    private static final Set<String> NOISES = Set.of(
            "neighbour-discovery", "multicast-listener", "mdns", "llmnr", "ssdp", "routing", "dhcp", "ntp-broadcast");

    /** What nfdump's language can ask, but not of these tables. */
    private static final Set<String> OF_NFDUMP = Set.of(
            "as",
            "asa",
            "app",
            "bgpnext",
            "client",
            "count",
            "dir",
            "egress",
            "engine-id",
            "engine-type",
            "flowdir",
            "flowlabel",
            "flows",
            "fwdstat",
            "geo",
            "ident",
            "if",
            "ingress",
            "mask",
            "mpls",
            "nat",
            "next",
            "nfversion",
            "nip",
            "nport",
            "observation",
            "out",
            "payload",
            "prev",
            "previous",
            "router",
            "server",
            "sysid",
            "tun",
            "tunip",
            "xip",
            "xnet",
            "xport");

    private FilterTerms() {}

    /** Reads one term with what stands before its word. */
    static FilterParser.Part read(FilterParser from) {
        if (from.take("in")) {
            return in(from);
        }
        if (from.peek().keyword().equals("any")) {
            return any(from);
        }
        Optional<FlowEnd> end = end(from);
        FilterToken word = from.peek();
        EndTerm ofEnds = OF_ENDS.get(word.keyword());
        if (ofEnds != null) {
            from.take();
            return FilterParser.Part.of(ofEnds.read(from, end.orElse(FlowEnd.EITHER)));
        }
        WholeTerm ofAll = OF_ALL.get(word.keyword());
        if (ofAll == null || end.isPresent()) {
            throw unknown(from, word, end.isPresent());
        }
        from.take();
        return ofAll.read(from);
    }

    private static FilterParser.Part any(FilterParser from) {
        from.take();
        EndTerm term = OF_ENDS.get(from.peek().keyword());
        if (term == null) {
            return FilterParser.Part.of(FlowTest.ANY);
        }
        from.take();
        return FilterParser.Part.of(term.read(from, FlowEnd.EITHER));
    }

    private static FilterParser.Part in(FilterParser from) {
        Optional<FlowEnd> end = end(from);
        FilterToken word = from.peek();
        if (word.keyword().equals("mac")) {
            from.take();
            return FilterParser.Part.of(mac(from, end.orElse(FlowEnd.EITHER)));
        }
        if (end.isEmpty() && WITH_IN.contains(word.keyword())) {
            from.take();
            return OF_ALL.get(word.keyword()).read(from);
        }
        throw from.expected("'packets', 'bytes' or 'mac' after 'in'");
    }

    /** {@code src}, {@code dst}, and both with {@code and} or {@code or} between. */
    private static Optional<FlowEnd> end(FilterParser from) {
        boolean source = from.peek().keyword().equals("src");
        if (!source && !from.peek().keyword().equals("dst")) {
            return Optional.empty();
        }
        from.take();
        String other = source ? "dst" : "src";
        boolean joins = Set.of("and", "&&", "or", "||").contains(from.peek().keyword());
        if (!joins || !from.peekBehind().keyword().equals(other)) {
            return Optional.of(source ? FlowEnd.SOURCE : FlowEnd.DESTINATION);
        }
        FlowEnd joined = from.take("and", "&&") ? FlowEnd.BOTH : FlowEnd.EITHER;
        if (joined == FlowEnd.EITHER) {
            from.take();
        }
        from.take();
        return Optional.of(joined);
    }

    private static FilterException unknown(FilterParser from, FilterToken word, boolean afterEnd) {
        if (OF_NFDUMP.contains(word.keyword())) {
            return new FilterException(
                    word.at(), "'" + word.keyword() + "' is nfdump's, but asks for what flow tables do not have");
        }
        if (!afterEnd && Protocols.number(word.text()).isPresent() && word.isName()) {
            return from.expected("a term; write 'proto " + VisibleText.of(word.text()) + "'");
        }
        Set<String> words = new TreeSet<>(OF_ENDS.keySet());
        if (!afterEnd) {
            words.addAll(OF_ALL.keySet());
            words.addAll(Set.of("src", "dst", "any", "not", "("));
        }
        return from.expected("one of " + String.join(" ", words));
    }

    private static WholeTerm whole(java.util.function.Function<FilterParser, FlowTest> term) {
        return from -> FilterParser.Part.of(term.apply(from));
    }

    private static WholeTerm number(Column column, long most) {
        return whole(from -> {
            from.needs(column);
            var holds = NumberTest.comparison(from, column.title(), most);
            return row -> row.has(column) && holds.test(row.number(column));
        });
    }

    private static FlowTest text(FilterParser from, Column column, Predicate<String> holds) {
        from.needs(column);
        return row -> row.has(column) && holds.test(row.text(column));
    }

    private static FlowTest address(FilterParser from, FlowEnd end) {
        return ends(from, end, Column.SRC, Column.DST, AddressTest.addresses(from));
    }

    private static FlowTest network(FilterParser from, FlowEnd end) {
        return ends(from, end, Column.SRC, Column.DST, AddressTest.network(from));
    }

    private static FlowTest node(FilterParser from, FlowEnd end) {
        String name = from.name("the name of a node").text();
        return ends(from, end, Column.SRC_NODE, Column.DST_NODE, name::equals);
    }

    private static FlowTest mac(FilterParser from, FlowEnd end) {
        FilterToken piece = from.peek();
        if (!piece.keyword().matches("[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}")) {
            throw from.expected("a MAC address, as 02:00:5e:10:00:01");
        }
        from.take();
        String mac = piece.keyword().replaceAll("\\b([0-9a-f])\\b", "0$1");
        return ends(from, end, Column.SRC_MAC, Column.DST_MAC, mac::equals);
    }

    private static FlowTest ends(
            FilterParser from, FlowEnd end, Column source, Column destination, Predicate<String> holds) {
        return end.of(text(from, source, holds), text(from, destination, holds));
    }

    private static FlowTest port(FilterParser from, FlowEnd end) {
        from.needs(Column.SRC_PORT, Column.DST_PORT);
        var holds = NumberTest.listOrComparison(from, "port", 65_535);
        return end.of(
                row -> row.has(Column.SRC_PORT) && holds.test(row.number(Column.SRC_PORT)),
                row -> row.has(Column.DST_PORT) && holds.test(row.number(Column.DST_PORT)));
    }

    private static FlowTest protocol(FilterParser from) {
        from.needs(Column.PROTOCOL);
        var named = Protocols.number(from.peek().text());
        if (named.isPresent() && from.peek().isName()) {
            from.take();
            long number = named.getAsInt();
            return row -> row.has(Column.PROTOCOL) && row.number(Column.PROTOCOL) == number;
        }
        if (from.peek().keyword().matches("[a-z].*") && !from.peek().keyword().matches("eq|[gl][te]")) {
            throw from.expected("a protocol: tcp, udp, icmp, icmp6 and others by name, all by number");
        }
        var holds = NumberTest.comparison(from, "protocol", 255);
        return row -> row.has(Column.PROTOCOL) && holds.test(row.number(Column.PROTOCOL));
    }

    private static WholeTerm family(boolean sixth) {
        return whole(from -> text(from, Column.SRC, address -> address.indexOf(':') >= 0 == sixth));
    }

    private static FlowTest vlan(FilterParser from) {
        from.needs(Column.VLAN);
        var holds = NumberTest.comparison(from, "vlan", 65_535);
        return row -> holds.test(row.has(Column.VLAN) ? row.number(Column.VLAN) : 0);
    }

    private static WholeTerm icmp(Column column) {
        return number(column, 255);
    }

    private static WholeTerm named(Column column) {
        return whole(from -> {
            String name = from.name("the name of a " + column.title()).text();
            return text(from, column, name::equals);
        });
    }

    private static FilterParser.Part segment(FilterParser from) {
        String name = from.name("the name of a segment").text();
        FlowTest counted = text(from, Column.SEGMENT, name::equals);
        FlowTest test = from.onPath() ? counted.or(text(from, Column.PATH, onPath(name))) : counted;
        return new FilterParser.Part(test, Optional.of(name));
    }

    private static Predicate<String> onPath(String name) {
        String between = " " + name + " ";
        return new RememberedTest(path -> (" " + path + " ").contains(between));
    }

    private static FlowTest side(FilterParser from) {
        String side = from.peek().keyword();
        if (!SIDES.contains(side)) {
            throw from.expected("'before', 'after' or 'unshaped'");
        }
        from.take();
        return text(from, Column.SIDE, side::equals);
    }

    /** Noise of any kind, or of one that follows. */
    private static FlowTest noise(FilterParser from) {
        String kind = from.peek().keyword();
        if (!NOISES.contains(kind)) {
            return text(from, Column.NOISE, any -> true);
        }
        from.take();
        return text(from, Column.NOISE, kind::equals);
    }
}
