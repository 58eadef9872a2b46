package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's port on a segment.
 *
 * @param name the operating system's name ({@code eth1}), or the testbed's port number where that is not known
 * @param mac twelve lower-case hex digits with colons, if known
 * @param addresses its addresses of both families with their prefix lengths, {@code 10.1.1.2/24}, the testbed's first;
 *     empty on a shaper's ports
 * @param linkLocal IPv6 addresses that mean something on this segment only, next hops of routes among them, if known
 */
public record Interface(
        String name,
        Optional<String> mac,
        List<InterfaceAddress> addresses,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IpAddress> linkLocal) {
    public Interface {
        Preconditions.name(name, "an interface needs a name");
        mac = mac == null ? Optional.empty() : mac;
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        linkLocal = linkLocal == null ? List.of() : List.copyOf(linkLocal);
    }

    /** An interface of which no link-local address is known. */
    public Interface(String name, Optional<String> mac, List<InterfaceAddress> addresses) {
        this(name, mac, addresses, List.of());
    }

    /** An interface of which nothing but its name is known. */
    public static Interface named(String name) {
        return new Interface(name, Optional.empty(), List.of());
    }

    /** An interface with these addresses, each as {@link InterfaceAddress#of} reads it. */
    public static Interface with(String name, Optional<String> mac, String... addresses) {
        return new Interface(
                name, mac, Arrays.stream(addresses).map(InterfaceAddress::of).toList());
    }

    /** The first address. */
    public Optional<IpAddress> address() {
        return addresses.stream().findFirst().map(InterfaceAddress::ip);
    }

    /** The first address of that family. */
    public Optional<IpAddress> address(IpFamily family) {
        return addresses.stream()
                .map(InterfaceAddress::ip)
                .filter(ip -> ip.family() == family)
                .findFirst();
    }

    /** Whether it has that address, on its segment or beyond. */
    public boolean has(IpAddress ip) {
        return Stream.concat(addresses.stream().map(InterfaceAddress::ip), linkLocal.stream())
                .anyMatch(ip::equals);
    }
}
