package org.overtap.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.deploy.journal.TestTraffic;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** The records that canaries leave, in general terms. */
public final class CanaryTraffic {
    private static final int ICMP = 1;

    private CanaryTraffic() {}

    /** What one round of canaries between these pairs leaves: an entry for each address family. */
    static List<TestTraffic> of(List<CanaryPair> pairs, PortPair ports, int payload, Instant now) {
        Map<IpFamily, Set<IpAddress>> addresses = new TreeMap<>();
        for (CanaryPair pair : pairs) {
            Set<IpAddress> its = addresses.computeIfAbsent(pair.family(), family -> new TreeSet<>());
            its.add(pair.from());
            its.add(pair.to());
        }
        return addresses.entrySet().stream()
                .map(e -> TestTraffic.udp(e.getValue(), ports.both(), Canary.packetBytes(e.getKey(), payload), now))
                .toList();
    }

    /**
     * The records that are left when all that is of such traffic is cut out. Their times don't count, because the
     * clocks of nodes may be wrong: nobody else is likely to send packets of just those ports and that size between
     * these.
     */
    public static Predicate<FlowRecord> cutting(List<TestTraffic> traffic) {
        List<FlowFilter> filters = traffic.stream().map(CanaryTraffic::filter).toList();
        return flow -> filters.stream().noneMatch(filter -> filter.test(flow));
    }

    /** Earlier versions sent ICMP echoes, and over IPv6 not every probe tells the traffic class that marked them. */
    private static FlowFilter filter(TestTraffic sent) {
        FlowFilter sized = FlowFilter.ALL
                .withAddresses(sent.addresses())
                .withProtocols(Set.of(sent.protocol()))
                .withPorts(sent.ports())
                .withPacketBytes(sent.packetBytes());
        return sent.protocol() == ICMP && sent.tos().isPresent()
                ? sized.withTos(Set.of(sent.tos().getAsInt()))
                : sized;
    }
}
