package org.overtap.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.Watch;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Side;
import org.overtap.topology.Topology;

/**
 * Compares the canaries that were sent with the records that were stored. Only records count: a probe that the plan
 * has and that stored nothing has seen nothing.
 *
 * <p>A record belongs to a watch by its exporter's address and engine number, and to a canary by addresses, protocol
 * and ToS; several records of one are summed. What is counted before shaping, or where nothing shapes, must equal what
 * was sent; what is counted after shaping must lie between what arrived and what was sent, and equal it where nothing
 * was lost.
 */
public final class Judge {
    private static final int ICMP = 1;

    private final Topology topology;
    private final OwnerRule rule;
    private final Map<Key, Sum> sums = new HashMap<>();

    private Judge(Topology topology, OverlayPlan plan, List<FlowRecord> records) {
        this.topology = topology;
        this.rule = new OwnerRule(topology, plan);
        records.stream().filter(r -> r.protocol() == ICMP).forEach(r -> sums.computeIfAbsent(Key.of(r), k -> new Sum())
                .add(r));
    }

    /** The verdict on these canaries, one for each conversation. */
    public static Verdict judge(Topology topology, OverlayPlan plan, List<Canary> canaries, List<FlowRecord> records) {
        Judge judge = new Judge(topology, plan, records);
        List<Finding> findings = canaries.stream().map(judge::find).toList();
        return new Verdict(
                findings.size(),
                count(findings, Finding::observed),
                count(findings, Finding::exact),
                findings.stream()
                        .map(Finding::missing)
                        .flatMap(Optional::stream)
                        .toList(),
                findings.stream()
                        .map(Finding::inexact)
                        .flatMap(Optional::stream)
                        .toList(),
                findings.stream().mapToInt(Finding::duplicates).sum());
    }

    private record Key(String exporter, int engine, String from, String to, int tos) {
        static Key of(FlowRecord r) {
            return new Key(r.exporter(), r.engine(), r.from(), r.to(), r.tos());
        }
    }

    private static final class Sum {
        private long packets;
        private long bytes;
        private int records;

        private void add(FlowRecord record) {
            packets += record.packets();
            bytes += record.bytes();
            records++;
        }
    }

    /** What the records say of one canary. */
    private record Finding(
            boolean observed,
            boolean exact,
            int duplicates,
            Optional<Verdict.Missing> missing,
            Optional<Verdict.Inexact> inexact) {}

    private Finding find(Canary canary) {
        Conversation conversation = canary.conversation();
        List<Watch> watching = rule.watching(conversation);
        List<String> seenBy = watching.stream()
                .filter(watch -> stored(watch, canary))
                .map(watch -> watch.vantage().node())
                .distinct()
                .toList();
        boolean observed = !seenBy.isEmpty();
        if (watching.isEmpty() || !stored(watching.get(0), canary)) {
            String owner = watching.isEmpty() ? "" : watching.get(0).vantage().node();
            List<String> others =
                    seenBy.stream().filter(node -> !node.equals(owner)).toList();
            return new Finding(
                    observed,
                    false,
                    0,
                    Optional.of(new Verdict.Missing(
                            conversation.segment(),
                            conversation.a().node(),
                            conversation.b().node(),
                            owner,
                            others)),
                    Optional.empty());
        }
        return compare(watching.get(0), canary, observed);
    }

    private Finding compare(Watch owner, Canary canary, boolean observed) {
        Segment segment = topology.segment(canary.conversation().segment()).orElseThrow();
        Endpoint a = canary.conversation().a();
        Endpoint b = canary.conversation().b();
        Sum there = sum(owner, canary.from(), canary.to(), canary.tos());
        Sum back = sum(owner, canary.to(), canary.from(), canary.tos());
        long arrived = Math.max(canary.received(), 0);
        Range request = range(owner.vantage().side(segment, a, b), canary.sent(), arrived);
        Range reply = replyRange(owner, segment, canary, there);
        String why = complaint("requests", there, request, canary.packetBytes())
                + complaint("replies", back, reply, canary.packetBytes());
        int duplicates = surplus(there, request) + surplus(back, reply);
        Optional<Verdict.Inexact> inexact = why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Inexact(
                        segment.name(), a.node(), b.node(), owner.vantage().node(), why.strip()));
        return new Finding(observed, why.isEmpty(), duplicates, Optional.empty(), inexact);
    }

    /**
     * Replies that pass the asking member's own vantage point are just those that came back. Anywhere else as many
     * replies as requests pass before the replies meet a shaper: the far end answers each that reaches it.
     */
    private Range replyRange(Watch owner, Segment segment, Canary canary, Sum requests) {
        Endpoint a = canary.conversation().a();
        Endpoint b = canary.conversation().b();
        if (owner.vantage().at().equals(a) || canary.received() == canary.sent()) {
            return new Range(canary.received(), canary.received());
        }
        Side side = owner.vantage().side(segment, b, a);
        return side == Side.AFTER_SHAPING
                ? new Range(canary.received(), canary.sent())
                : new Range(requests.packets, requests.packets);
    }

    private record Range(long least, long most) {
        boolean holds(long count) {
            return count >= least && count <= most;
        }
    }

    private static Range range(Side side, long sent, long arrived) {
        return side == Side.AFTER_SHAPING ? new Range(arrived, sent) : new Range(sent, sent);
    }

    private static String complaint(String what, Sum sum, Range range, int packetBytes) {
        if (range.holds(sum.packets) && sum.bytes == sum.packets * packetBytes) {
            return "";
        }
        String expected = range.least == range.most ? "" + range.least : range.least + " to " + range.most;
        return " " + what + ": " + sum.packets + " packets, " + sum.bytes + " bytes stored, " + expected
                + " packets of " + packetBytes + " bytes expected;";
    }

    /** Records beyond those that could explain what was sent. */
    private static int surplus(Sum sum, Range range) {
        return sum.packets > range.most && range.most > 0 ? Math.max(1, sum.records - 1) : 0;
    }

    private boolean stored(Watch watch, Canary canary) {
        return sum(watch, canary.from(), canary.to(), canary.tos()).packets > 0
                && sum(watch, canary.to(), canary.from(), canary.tos()).packets > 0;
    }

    private Sum sum(Watch watch, String from, String to, int tos) {
        String exporter =
                topology.node(watch.vantage().node()).flatMap(Node::control).orElse("");
        return Objects.requireNonNullElseGet(sums.get(new Key(exporter, watch.engine(), from, to, tos)), Sum::new);
    }

    private static int count(List<Finding> findings, java.util.function.Predicate<Finding> which) {
        return (int) findings.stream().filter(which).count();
    }
}
