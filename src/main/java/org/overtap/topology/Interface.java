package org.overtap.topology;

import java.util.List;
import java.util.Optional;

/**
 * A node's port on a segment.
 *
 * @param name the operating system's name ({@code eth1}), or the testbed's port number where that is not known
 * @param mac twelve lower-case hex digits with colons, if known
 * @param addresses addresses with their prefix length, {@code 10.1.1.2/24}; empty on a shaper's ports
 */
public record Interface(String name, Optional<String> mac, List<String> addresses) {
    public Interface {
        Checks.notBlank(name, "an interface needs a name");
        mac = mac == null ? Optional.empty() : mac;
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }

    /** An interface of which nothing but its name is known. */
    public static Interface named(String name) {
        return new Interface(name, Optional.empty(), List.of());
    }

    /** The first address without its prefix length. */
    public Optional<String> address() {
        return addresses.stream().findFirst().map(text -> text.replaceFirst("/.*", ""));
    }
}
