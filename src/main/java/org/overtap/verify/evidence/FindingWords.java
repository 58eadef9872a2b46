package org.overtap.verify.evidence;

import java.util.Optional;
import org.overtap.instrument.Counter;

/** The words for each finding, and what to do next. */
final class FindingWords {
    private static final String DEPLOY =
            "'overtap status' shows what its log ends with; 'overtap deploy' starts it again";

    private static final String RUNS_ON =
            " runs on, though its folder is gone or does not know it: what it stores proves" + " nothing";

    private static final String STRAY = "'overtap deploy' ends that and starts it again";

    private FindingWords() {}

    static Finding unreachable(String node, String why) {
        return Finding.of(
                        Finding.Kind.UNREACHABLE,
                        "node " + node + " cannot be entered, so that nothing can be said of what is there: " + why,
                        "look whether it runs and can be reached, and verify again")
                .on(node);
    }

    static Finding gone(String node, String why) {
        return Finding.of(
                        Finding.Kind.GONE,
                        why,
                        "'overtap deploy' plans for the experiment as it is, 'overtap teardown' takes the rest away")
                .on(node);
    }

    static Finding deadCollector(String node) {
        return Finding.of(
                        Finding.Kind.DEAD_COLLECTOR,
                        "nothing reached the collector on " + node + ": it is dead",
                        DEPLOY)
                .on(node);
    }

    static Finding frozenCollector(String node) {
        return Finding.of(
                        Finding.Kind.FROZEN_COLLECTOR,
                        "the collector on " + node + " is stopped (state T): it takes nothing in",
                        "continue it (kill -CONT), or end it and 'overtap deploy'")
                .on(node);
    }

    static Finding unreadable(String node, String why) {
        return Finding.of(Finding.Kind.UNREADABLE, why, "look at 'overtap status'")
                .on(node);
    }

    static Finding deadProbe(ProbeId probe) {
        return Finding.of(Finding.Kind.DEAD_PROBE, "the probe on " + probe + " is dead", DEPLOY)
                .on(probe.node(), probe.iface());
    }

    static Finding strayProbe(ProbeId probe) {
        return Finding.of(Finding.Kind.DEAD_PROBE, "the probe on " + probe + RUNS_ON, STRAY)
                .on(probe.node(), probe.iface());
    }

    static Finding strayCollector(String node) {
        return Finding.of(Finding.Kind.DEAD_COLLECTOR, "the collector on " + node + RUNS_ON, STRAY)
                .on(node);
    }

    static Finding frozenProbe(ProbeId probe) {
        return Finding.of(
                        Finding.Kind.FROZEN_PROBE,
                        "the probe on " + probe + " is stopped (state T): it is there and does nothing",
                        "continue it (kill -CONT), or end it and 'overtap deploy'")
                .on(probe.node(), probe.iface());
    }

    static Finding stillProbe(ProbeEvidence probe) {
        return Finding.of(
                        Finding.Kind.FROZEN_PROBE,
                        "the probe on " + probe.id() + " is there, and counted none of the packets that passed it: "
                                + probe.counters().end(Counter.RECEIVED).orElse(0L)
                                + " in the beginning and in the end",
                        "end it and 'overtap deploy'")
                .on(probe.id().node(), probe.id().iface());
    }

    static Finding interfaceDown(Unproven.Port port, boolean down) {
        return Finding.of(
                        Finding.Kind.INTERFACE_DOWN,
                        port + (down ? " is down" : " has no carrier: the other end is down, or the cable is out"),
                        down
                                ? "ip link set " + port.iface()
                                        + " up, and 'overtap deploy', which starts what ended with it"
                                : "look at the other end")
                .on(port.node(), port.iface());
    }

    static Finding filtered(ProbeId probe, CollectorEvidence collector) {
        return Finding.of(
                        Finding.Kind.FILTERED_EXPORT,
                        "the probe on " + probe + " counted the packets and lives, but none of its datagrams reached"
                                + " the collector on " + collector.node() + " (" + collector.listensOn()
                                + "): filtered?",
                        "look for a packet filter on the way between their control addresses")
                .on(probe.node(), probe.iface());
    }

    static Finding nothingReached(CollectorEvidence collector) {
        return Finding.of(
                        Finding.Kind.FILTERED_EXPORT,
                        "nothing reached the collector on " + collector.node() + " (" + collector.listensOn()
                                + "), though it lives and its probes count: filtered?",
                        "look for a packet filter in front of it")
                .on(collector.node());
    }

    static Finding exchanged(Misnumbered probe) {
        return Finding.of(
                        Finding.Kind.EXCHANGED_IDS,
                        "the records of " + probe.probe() + " carry the id "
                                + probe.whose().map(other -> "of " + other).orElse("" + probe.carried())
                                + " (" + probe.carried() + "), not "
                                + probe.probe().sourceId(),
                        "end that probe and 'overtap deploy', which starts it as planned")
                .on(probe.probe().node(), probe.probe().iface());
    }

    static Finding dropped(ProbeId probe, long packets) {
        return Finding.of(
                        Finding.Kind.DROPPED,
                        "the probe on " + probe + " lost " + packets + " packets before it counted them (dropped)",
                        "give it less to do, or more room")
                .on(probe.node(), probe.iface())
                .counting(packets);
    }

    static Finding datagramsLost(GapEvidence gaps, long count) {
        Finding lost = Finding.of(
                        Finding.Kind.DATAGRAMS_LOST,
                        "datagrams of the probes on " + String.join(" or ", gaps.nodes())
                                + " were lost on the way to the collector on " + gaps.collector() + ": at least "
                                + count
                                + (count == 1 ? " gap" : " gaps") + " in their sequence numbers",
                        "look at the control network between them, and at the collector's socket buffer")
                .counting(count);
        return gaps.nodes().size() == 1 ? lost.on(gaps.nodes().first()) : lost;
    }

    static Finding recordsLost(long records) {
        return Finding.of(
                        Finding.Kind.RECORDS_LOST,
                        records + " records were exported and not stored",
                        "look at the collectors' logs")
                .counting(records);
    }

    static Finding duplicates(int records) {
        return Finding.of(
                        Finding.Kind.DUPLICATES,
                        records + " records are left over after the owner rule",
                        "look whether another overlay runs on the experiment")
                .counting(records);
    }

    static Finding foreign(ForeignRecords foreign) {
        return Finding.of(
                        Finding.Kind.FOREIGN,
                        foreign.records() + " foreign records of " + foreign.exporter() + " are stored on "
                                + foreign.collector() + ": " + foreign.why(),
                        "look who sends them; they prove nothing")
                .on(foreign.collector())
                .counting(foreign.records());
    }

    static Finding ignored(CollectorEvidence collector, long datagrams) {
        return Finding.of(
                        Finding.Kind.IGNORED,
                        "the collector on " + collector.node() + " ignored " + datagrams
                                + " datagrams of senders that are not on its list",
                        "look who sends them; nothing of them is stored")
                .on(collector.node())
                .counting(datagrams);
    }

    static Finding unexplained(Unproven conversation) {
        Finding finding =
                switch (conversation.what()) {
                    case UNANSWERED ->
                        Finding.of(
                                Finding.Kind.UNANSWERED,
                                conversation + ": " + conversation.why() + "; nothing can be said of its record",
                                "look at the routes and neighbours between them");
                    case MISSING ->
                        Finding.of(
                                Finding.Kind.MISSING,
                                conversation + " passed and is not recorded by its owner, "
                                        + conversation
                                                .owner()
                                                .map(owner -> "the probe on " + owner)
                                                .orElse("which it has not")
                                        + conversation.why(),
                                "look at the log of that probe");
                    case INEXACT ->
                        Finding.of(
                                Finding.Kind.INEXACT,
                                conversation + ", counted by "
                                        + conversation
                                                .owner()
                                                .map(ProbeId::toString)
                                                .orElse("nobody") + ": "
                                        + conversation.why(),
                                "verify again; if it stays, look at the log of that probe");
                };
        Finding placed = conversation.segment().isEmpty() ? finding : finding.within(conversation.segment());
        Optional<ProbeId> fault =
                conversation.what() == Unproven.What.UNANSWERED ? Optional.empty() : conversation.owner();
        return fault.map(owner -> placed.on(owner.node(), owner.iface()))
                .orElse(placed)
                .costing(1);
    }
}
