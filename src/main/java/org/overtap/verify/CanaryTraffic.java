package org.overtap.verify;

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
    /** What a probe says that does not tell the traffic class. */
    static final int NO_TOS = 0;

    private CanaryTraffic() {}

    /** What one round of canaries between these pairs leaves: an entry for each address family. */
    static List<TestTraffic> of(List<CanaryPair> pairs, int tos, int payload) {
        Map<IpFamily, Set<IpAddress>> addresses = new TreeMap<>();
        for (CanaryPair pair : pairs) {
            Set<IpAddress> its = addresses.computeIfAbsent(pair.family(), family -> new TreeSet<>());
            its.add(pair.from());
            its.add(pair.to());
        }
        return addresses.entrySet().stream()
                .map(e -> new TestTraffic(
                        e.getValue(), Canary.protocol(e.getKey()), tos, Canary.packetBytes(e.getKey(), payload)))
                .toList();
    }

    /**
     * The records that are left when all that is of such traffic is cut out. Their times don't count, because the
     * clocks of nodes may be wrong: nobody else is likely to send packets of just that ToS and size between these.
     */
    public static Predicate<FlowRecord> cutting(List<TestTraffic> traffic) {
        List<FlowFilter> filters = traffic.stream().map(CanaryTraffic::filter).toList();
        return flow -> filters.stream().noneMatch(filter -> filter.test(flow));
    }

    /** Not every probe tells the traffic class of IPv6. */
    private static Set<Integer> tos(TestTraffic sent) {
        return sent.protocol() == Canary.ICMP6 && sent.tos() != NO_TOS
                ? Set.of(sent.tos(), NO_TOS)
                : Set.of(sent.tos());
    }

    private static FlowFilter filter(TestTraffic sent) {
        FlowFilter sized = FlowFilter.ALL
                .withAddresses(sent.addresses())
                .withProtocols(Set.of(sent.protocol()))
                .withPacketBytes(sent.packetBytes());
        // Over IPv6 not every probe tells the traffic class.
        return sent.protocol() == Canary.ICMP ? sized.withTos(Set.of(sent.tos())) : sized;
    }
}
