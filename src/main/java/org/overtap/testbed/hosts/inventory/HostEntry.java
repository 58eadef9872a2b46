package org.overtap.testbed.hosts.inventory;

import java.util.List;
import java.util.Optional;

/**
 * A host of a list.
 *
 * @param at where it stands
 * @param name what its node is called
 * @param access how it is entered
 * @param control the address or the interface by which its records travel; empty for the one by which it is entered
 * @param interfaces the only ones to look at; empty for all
 * @param router whether no traffic begins or ends there
 */
public record HostEntry(
        Mark at, String name, HostAccess access, Optional<String> control, List<String> interfaces, boolean router) {
    public HostEntry {
        interfaces = List.copyOf(interfaces);
    }
}
