package org.overtap.lifecycle.health;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.overtap.instrument.Counter;

/**
 * How far a probe's data gets. Pure.
 *
 * @param stops where it stops; absent where that cannot be told
 * @param why what shows it, for people; empty where it gets through
 * @param next what to do about it; empty likewise
 */
public record DataPath(Optional<DataStop> stops, String why, String next) {
    private static final String ALIVE = "alive";
    private static final String LOOK = "look at its log, and at what its disk has left";
    private static final String TEMPLATE =
            "records of NetFlow v9 and IPFIX cannot be read before their template came, which a probe sends as it starts: end"
                    + " the probe, and 'overtap deploy' starts it again";
    private static final String STATUS = "'overtap deploy' starts again what does not run";

    /**
     * What is known of a probe and of what takes its records.
     *
     * @param state the probe's, in a word
     * @param counters what it tells of itself
     * @param collector what takes its records; absent where they stay on its node
     * @param arrived whether something of it ever reached its collector; absent where that does not tell
     * @param stored records that are stored of it; absent where they cannot be counted
     * @param stale whether packets that it captured should have been stored by now, and nothing was since
     * @param filter what it is to measure, as a capture filter; all if absent
     * @param patience seconds until what passed when it was deployed must be stored; 0 where that is over
     * @param idle seconds after which it tells of a flow that ended
     * @param active seconds after which it tells of one that goes on
     */
    record Facts(
            String state,
            Map<Counter, Long> counters,
            Optional<Taker> collector,
            Optional<Boolean> arrived,
            OptionalLong stored,
            boolean stale,
            Optional<String> filter,
            long patience,
            int idle,
            int active) {
        private Optional<Long> told(Counter counter) {
            return Optional.ofNullable(counters.get(counter));
        }

        private boolean none(Counter counter) {
            return told(counter).filter(n -> n == 0).isPresent();
        }

        private boolean some(Counter counter) {
            return told(counter).filter(n -> n > 0).isPresent();
        }
    }

    /**
     * A collector.
     *
     * @param node where it runs
     * @param state in a word
     * @param counters what it tells of itself
     * @param closes whether it still closes files; absent where it closes none while nothing comes
     * @param ended why it was ended, where a guard did that
     */
    record Taker(
            String node, String state, Map<Counter, Long> counters, Optional<Boolean> closes, Optional<String> ended) {
        private boolean overrun() {
            return counters.getOrDefault(Counter.DROPPED_BY_KERNEL, 0L) > 0;
        }

        private boolean strangers() {
            return counters.getOrDefault(Counter.IGNORED, 0L) > 0;
        }
    }

    /** What follows from that. */
    static DataPath of(Facts facts) {
        if (facts.state().equals("unreachable") || facts.state().equals("gone")) {
            return unknown("its node cannot be entered");
        }
        if (!facts.state().equals(ALIVE)) {
            return at(DataStop.NOT_RUNNING, "it does not run (" + facts.state() + ")", STATUS);
        }
        boolean through = facts.stored().orElse(0) > 0;
        Optional<Taker> ended = facts.collector().filter(taker -> !taker.state().equals(ALIVE));
        if (ended.isPresent()) {
            return lost(ended.get());
        }
        Optional<DataPath> within = within(facts);
        if (within.isPresent()) {
            return within.get();
        }
        if (through && !facts.stale()) {
            return new DataPath(Optional.of(DataStop.NOWHERE), "", "");
        }
        return through ? stale(facts) : never(facts);
    }

    private static DataPath lost(Taker taker) {
        if (taker.state().equals("unreachable") || taker.state().equals("gone")) {
            return unknown("the node of its collector, " + taker.node() + ", cannot be entered");
        }
        String why = "the collector on " + taker.node()
                + taker.ended()
                        .map(reason -> " was ended by its guard: " + reason)
                        .orElse(" does not run");
        return at(
                DataStop.DOES_NOT_ARRIVE,
                why,
                taker.ended().isPresent()
                        ? "'overtap collect' brings home what is there; make room, and 'overtap deploy' starts it again"
                        : STATUS);
    }

    /** Where it does not get out of the probe: what is stored then is of one that ran there before. */
    private static Optional<DataPath> within(Facts facts) {
        String since = facts.stored().orElse(0) > 0 ? " since it was started" : "";
        if (facts.none(Counter.RECEIVED)) {
            return Optional.of(at(
                    DataStop.SEES_NOTHING,
                    "no packet"
                            + facts.filter()
                                    .map(text -> " that its filter lets pass (" + text + ")")
                                    .orElse("")
                            + " reached its capture" + since,
                    "look whether its interface is up, and whether anything passes that it is to measure"
                            + (facts.filter().isPresent() ? " (--filter)" : "")));
        }
        if (facts.none(Counter.PROCESSED) && facts.some(Counter.RECEIVED)) {
            return Optional.of(at(
                    DataStop.PROCESSES_NOTHING,
                    facts.told(Counter.RECEIVED).orElseThrow()
                            + " packets reached its capture and none its flow table: it is blind",
                    "plan with another probe (--probe); 'overtap instruments' tells the faults of this one"));
        }
        return facts.none(Counter.EXPORTED)
                ? Optional.of(at(
                        DataStop.EXPORTS_NOTHING,
                        "it has sent no record yet" + since,
                        "flows are told of " + facts.idle() + " s after their last packet, or every " + facts.active()
                                + " s while they go on"))
                : Optional.empty();
    }

    /** Nothing was ever stored. */
    private static DataPath never(Facts facts) {
        if (facts.stored().isEmpty()) {
            return unknown("what is stored could not be counted");
        }
        return facts.collector().map(taker -> unstored(facts, taker)).orElseGet(() -> kept(facts));
    }

    private static DataPath kept(Facts facts) {
        if (facts.patience() > 0 && facts.some(Counter.RECEIVED)) {
            return early("it captured packets, and has closed no file with a record yet", facts);
        }
        return facts.some(Counter.RECEIVED)
                ? at(DataStop.NOT_STORED, "it captured packets and has closed no file with a record yet", LOOK)
                : unknown("it stored nothing, and does not tell whether it saw anything");
    }

    private static DataPath unstored(Facts facts, Taker taker) {
        if (taker.overrun()) {
            return notStored(taker, LOOK);
        }
        if (facts.arrived().orElse(false) && facts.patience() > 0) {
            return early(
                    "records reach the collector on " + taker.node() + ", and none is in a closed file yet", facts);
        }
        if (facts.arrived().orElse(false)) {
            return notStored(taker, TEMPLATE + "; else " + LOOK);
        }
        if (facts.arrived().isPresent() && facts.patience() > 0) {
            return early("nothing of it reached the collector on " + taker.node() + " yet", facts);
        }
        boolean sent = facts.some(Counter.EXPORTED);
        if (facts.arrived().isEmpty()) {
            return unknown(
                    "nothing is stored of it, and the collector on " + taker.node() + " does not tell what arrives");
        }
        return sent || facts.some(Counter.RECEIVED)
                ? notArriving(taker)
                : unknown("nothing arrived, and it does not tell whether it saw anything");
    }

    /** Something was stored before, and nothing of what it captured since. */
    private static DataPath stale(Facts facts) {
        if (facts.collector().isEmpty()) {
            return at(
                    DataStop.NOT_STORED,
                    "it captured packets that should be stored by now, and closed no file since",
                    LOOK);
        }
        Taker taker = facts.collector().get();
        if (taker.closes().isEmpty()) {
            return unknown("packets that it captured should be stored by now, and are not: whether they reach the"
                    + " collector on " + taker.node() + " is not told");
        }
        return taker.closes().get() ? notArriving(taker) : notStored(taker, LOOK);
    }

    private static DataPath early(String why, Facts facts) {
        return unknown(why + ", which may take " + facts.patience() + " s more");
    }

    private static DataPath notArriving(Taker taker) {
        return at(
                DataStop.DOES_NOT_ARRIVE,
                "the collector on " + taker.node() + " runs and nothing of it arrives there"
                        + (taker.strangers()
                                ? ", or it comes from an address that is not on the collector's list"
                                : ""),
                "look for a packet filter between their control addresses");
    }

    private static DataPath notStored(Taker taker, String next) {
        return at(
                DataStop.NOT_STORED,
                "records reach the collector on " + taker.node() + " and it stores none"
                        + (taker.overrun() ? "; the kernel dropped datagrams at its socket" : ""),
                next);
    }

    private static DataPath at(DataStop stop, String why, String next) {
        return new DataPath(Optional.of(stop), why, next);
    }

    private static DataPath unknown(String why) {
        return new DataPath(Optional.empty(), why, "");
    }
}
