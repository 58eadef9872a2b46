package org.overtap.testbed.hosts.inventory;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Medium;

/**
 * What a file says of a segment that would else be inferred wrongly.
 *
 * @param at where it stands
 * @param name what the segment is to be called
 * @param subnet the inferred segment that it means; empty where members are listed
 * @param members the ports that make it, {@code node} or {@code node:interface}; empty where a subnet is named
 * @param medium how it forwards, if that is said
 */
public record SegmentHint(
        Mark at, String name, Optional<IpPrefix> subnet, List<YamlTree.Text> members, Optional<Medium> medium) {
    public SegmentHint {
        members = List.copyOf(members);
    }
}
