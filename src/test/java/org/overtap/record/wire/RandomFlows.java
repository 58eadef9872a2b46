package org.overtap.record.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** Records as a probe that tells everything would export them. */
public final class RandomFlows {
    /** Times lie in the day after this. */
    public static final Instant START = Instant.ofEpochSecond(1_795_848_100);

    private static final int[] PROTOCOLS = {1, 2, 6, 17, 47, 58, 132};

    private final Random random;
    private final Exporter exporter;

    public RandomFlows(long seed, Exporter exporter) {
        this.random = new Random(seed);
        this.exporter = exporter;
    }

    public List<FlowRecord> next(int count) {
        List<FlowRecord> flows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flows.add(next());
        }
        return flows;
    }

    private FlowRecord next() {
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        boolean sixth = protocol == 58 || protocol != 1 && random.nextBoolean();
        Instant first = START.plusMillis(random.nextInt(1000));
        long packets = 1 + random.nextInt(1 << random.nextInt(1, 31));
        return new FlowRecord(
                key(protocol, sixth ? IpFamily.V6 : IpFamily.V4),
                exporter,
                Place.UNKNOWN,
                Optional.of(first),
                Optional.of(first.plusMillis(random.nextInt(1 << random.nextInt(1, 27)))),
                packets,
                packets * (20 + random.nextInt(1481)),
                protocol == 6 ? OptionalInt.of(1 + random.nextInt(255)) : OptionalInt.empty(),
                OptionalLong.empty());
    }

    private FlowKey key(int protocol, IpFamily family) {
        boolean ports = protocol == 6 || protocol == 17 || protocol == 132;
        boolean icmp = protocol == 1 || protocol == 58;
        return new FlowKey(
                address(family),
                address(family),
                protocol,
                ports ? OptionalInt.of(random.nextInt(65536)) : OptionalInt.empty(),
                ports ? OptionalInt.of(random.nextInt(65536)) : OptionalInt.empty(),
                icmp ? Optional.of(new FlowKey.Icmp(1 + random.nextInt(255), random.nextInt(16))) : Optional.empty(),
                OptionalInt.of(random.nextInt(256)),
                mac(),
                mac(),
                random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(4094)) : OptionalInt.empty());
    }

    private IpAddress address(IpFamily family) {
        long low = random.nextLong() & -1L << random.nextInt(48);
        return family == IpFamily.V4
                ? new IpAddress(family, 0, 1 + random.nextInt(Integer.MAX_VALUE))
                : new IpAddress(family, 0xfd00_0000_0000_0000L | random.nextInt(3), low);
    }

    private Optional<String> mac() {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(String.format("02:00:%02x:%02x:00:07", random.nextInt(256), random.nextInt(256)));
    }
}
