package org.overtap.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.FlowFilter;
import org.overtap.topology.IpFamily;

/**
 * What was sent, try by try. The last try of a pair counts. What an earlier one proves is kept beside it: canaries that
 * arrived and whose record is not stored are lost, whatever came later.
 */
final class CanaryTries {
    private static final int LEAST_PAYLOAD = 100;
    private static final int MOST_PAYLOAD = 400;

    private final Deployment deployment;
    private final CanaryLog log;
    private final Consumer<String> progress;
    private final RandomGenerator random;
    private final CanarySender sender;
    private final Map<CanaryPair, Canary> last = new LinkedHashMap<>();
    private final List<Canary> earlier = new ArrayList<>();
    private final Set<Integer> ports = new TreeSet<>();

    CanaryTries(
            Deployment deployment,
            NodeShells shells,
            CanaryLog log,
            Consumer<String> progress,
            RandomGenerator random) {
        this.deployment = deployment;
        this.log = log;
        this.progress = progress;
        this.random = random;
        Set<Integer> collecting = deployment.plan().collectors().stream()
                .map(OverlayPlan.Collector::port)
                .collect(Collectors.toSet());
        this.sender = new CanarySender(shells, "overtap-" + deployment.id(), new PortDraw(random, collecting), random);
    }

    /** Tries these with {@code count} datagrams each way. */
    void send(List<CanaryPair> pairs, int count) throws VerifyException {
        int size = random.nextInt(LEAST_PAYLOAD, MOST_PAYLOAD);
        List<Canary> sent = sender.send(pairs, size, count, (ready, drawn) -> {
            tell(ready, drawn, size, count);
            log.sending(CanaryTraffic.of(ready, drawn, size, Instant.now()));
        });
        for (Canary canary : sent) {
            ports.addAll(canary.ports().both());
            Canary before = last.put(canary.pair(), canary);
            if (before != null && arrived(before) && !losesPackets(before.pair())) {
                earlier.add(before);
            }
        }
    }

    private static boolean arrived(Canary canary) {
        return canary.failure().isEmpty()
                && canary.forth().received() >= canary.forth().sent()
                && canary.back().received() >= canary.back().sent();
    }

    private void tell(List<CanaryPair> pairs, PortPair drawn, int size, int count) {
        progress.accept("send " + count + " datagrams "
                + (coversFlows() ? "from one to the other of " : "each way over each of ")
                + pairs.stream().map(CanaryTries::key).distinct().count()
                + (coversFlows() ? " ordered pairs of hosts" : " conversations") + " (UDP port " + drawn.from() + " to "
                + drawn.to() + ", " + Canary.packetBytes(IpFamily.V4, size) + " bytes"
                + (pairs.stream().noneMatch(pair -> pair.family() == IpFamily.V6)
                        ? ""
                        : ", over IPv6 " + Canary.packetBytes(IpFamily.V6, size))
                + ")");
    }

    private boolean coversFlows() {
        return deployment.plan().flows().isPresent();
    }

    /** Where flows between hosts pass is for the routes to say: any lossy segment may be on the way. */
    boolean losesPackets(CanaryPair pair) {
        return deployment.topology().segments().stream()
                .filter(segment -> coversFlows() || segment.name().equals(pair.segment()))
                .flatMap(segment -> segment.members().stream())
                .anyMatch(member -> member.out().loss() > 0 || member.in().loss() > 0);
    }

    /** The last try of every pair. */
    List<Canary> last() {
        return List.copyOf(last.values());
    }

    /** Earlier tries that arrived where nothing may be lost. */
    List<Canary> earlier() {
        return List.copyOf(earlier);
    }

    /** All that was sent. */
    List<Canary> all() {
        List<Canary> all = new ArrayList<>(earlier);
        all.addAll(last.values());
        return all;
    }

    /** The records among which theirs are. */
    FlowFilter filter() {
        return FlowFilter.ALL.withProtocols(Set.of(Canary.UDP)).withPorts(ports);
    }

    /** The conversation of a pair, whatever the family. */
    static String key(CanaryPair pair) {
        return key(pair.segment(), pair.a(), pair.b());
    }

    /** The conversation between these, or the flows from one to the other. */
    static String key(String segment, String a, String b) {
        return String.join("\0", segment, a, b);
    }
}
