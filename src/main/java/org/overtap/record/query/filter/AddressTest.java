package org.overtap.record.query.filter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;

/** What is asked of an address: one, a list of addresses and networks, or a network. Addresses come in RFC 5952's form. */
final class AddressTest {
    private static final int OCTETS = 4;

    private AddressTest() {}

    /** Reads an address, or {@code in [ A, B/16 C ]}. */
    static Predicate<String> addresses(FilterParser from) {
        if (!from.take("in")) {
            String one = address(from).toString();
            return one::equals;
        }
        from.require("[", "'['");
        Set<String> single = new HashSet<>();
        List<IpPrefix> networks = new ArrayList<>();
        do {
            FilterToken first = from.peek();
            if (second(from, "/")) {
                networks.add(network(from, first));
            } else {
                single.add(address(from).toString());
            }
            from.take(",");
        } while (!from.take("]"));
        Predicate<String> among = within(networks);
        return networks.isEmpty() ? single::contains : text -> single.contains(text) || among.test(text);
    }

    private static boolean second(FilterParser from, String sign) {
        return from.peekBehind().keyword().equals(sign);
    }

    private static IpAddress address(FilterParser from) {
        FilterToken piece = from.peek();
        Optional<IpAddress> address = piece.isName() ? IpAddress.parse(piece.text()) : Optional.empty();
        if (address.isEmpty()) {
            throw from.expected("an IP address (names are not looked up; for a node's write 'node NAME')");
        }
        from.take();
        return address.get();
    }

    /** Reads {@code A/LENGTH} or {@code A MASK}; trailing zeros of an IPv4 network may be left out: {@code 10.1/16}. */
    static Predicate<String> network(FilterParser from) {
        FilterToken first = from.peek();
        return within(List.of(second(from, "/") ? network(from, first) : masked(from, first)));
    }

    private static IpPrefix network(FilterParser from, FilterToken first) {
        String base = first.text();
        long octets = base.chars().filter(c -> c == '.').count() + 1;
        boolean short4 = base.matches("[0-9]+(\\.[0-9]+){0,2}");
        Optional<IpAddress> address = IpAddress.parse(short4 ? base + ".0".repeat((int) (OCTETS - octets)) : base);
        if (!first.isName() || address.isEmpty()) {
            throw from.expected("a network, as 10.1.0.0/16 or fd00::/64");
        }
        from.take();
        from.require("/", "'/'");
        int most = short4 ? (int) octets * 8 : address.get().family().bits();
        return new IpPrefix(address.get(), (int) NumberTest.number(from, "the length of " + base, most));
    }

    private static IpPrefix masked(FilterParser from, FilterToken first) {
        IpAddress base = address(from);
        FilterToken piece = from.peek();
        if (!piece.isName()) {
            throw from.expected("'/LENGTH' or a mask");
        }
        IpAddress mask = address(from);
        int length = Long.bitCount(mask.low());
        boolean v4 = base.family().bits() == 32 && mask.family().bits() == 32;
        if (!v4 || mask.low() != (0xffff_ffffL << 32 - length & 0xffff_ffffL)) {
            throw new FilterException(
                    piece.at(), piece + " is no mask of an IPv4 network; write " + first.text() + "/LENGTH");
        }
        return new IpPrefix(base, length);
    }

    private static Predicate<String> within(List<IpPrefix> networks) {
        return new RememberedTest(text -> IpAddress.parse(text)
                .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                .isPresent());
    }
}
