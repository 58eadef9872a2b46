package org.overtap.deploy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Counter;

/** What a deployment's daemons say of themselves. A daemon that lives need not measure: only verify proves that. */
public final class Status {
    private Status() {}

    /**
     * One daemon.
     *
     * @param node where it runs
     * @param name its name within the deployment on that node
     * @param instrument which one
     * @param target the interface or port
     * @param state alive, dead, absent, stray (it runs on, though its folder is gone or does not know it), unreachable or
     *     gone (the experiment does not have its node any more)
     * @param since when it was last known to live, if it is dead and its folder tells (ISO 8601, by its node's clock)
     * @param counters what it tells of itself; what it does not tell is not there
     * @param note the end of its log when it is not alive, or why the node cannot be reached
     */
    public record Line(
            String node,
            String name,
            String instrument,
            String target,
            String state,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> since,
            Map<Counter, Long> counters,
            String note) {
        public Line {
            counters = Map.copyOf(counters);
        }

        /** Whether it runs as it should. */
        @JsonIgnore
        public boolean alive() {
            return state.equals("alive");
        }

        /** Whether it could not even be asked, and the note is about its node. */
        @JsonIgnore
        public boolean unasked() {
            return state.equals("unreachable") || state.equals("gone");
        }

        /** What it tells of that. */
        public Optional<Long> counter(Counter which) {
            return Optional.ofNullable(counters.get(which));
        }

        /** What it tells of each of them, by their words; null of what it does not tell. */
        public Map<String, Long> byWord() {
            Map<String, Long> all = new LinkedHashMap<>();
            for (Counter counter : Counter.values()) {
                all.put(counter.word(), counters.get(counter));
            }
            return all;
        }

        /** Packets that it captured, if it tells. */
        @JsonProperty("received")
        public Optional<Long> received() {
            return counter(Counter.RECEIVED);
        }

        /** Packets that were lost before it counted them, if it tells of any. */
        @JsonProperty("dropped")
        public Optional<Long> dropped() {
            Optional<Long> byTool = counter(Counter.DROPPED_BY_TOOL);
            Optional<Long> byKernel = counter(Counter.DROPPED_BY_KERNEL);
            return byTool.isEmpty() ? byKernel : Optional.of(byTool.get() + byKernel.orElse(0L));
        }
    }

    /** Asks all that stands in the deployment's journal; collectors first. */
    public static List<Line> read(Deployment deployment, NodeShells shells) {
        return read(deployment.id(), deployment.journal().standing(), shells);
    }

    /** Asks some of what stands in the journal of the deployment of that id. */
    public static List<Line> read(String deployment, List<JournalEntry> entries, NodeShells shells) {
        return entries.parallelStream()
                .map(entry -> line(entry.daemon(), StatusReply.of(deployment, entry, true, shells)))
                .toList();
    }

    private static Line line(Daemon daemon, StatusReply reply) {
        boolean alive = reply.state().equals("alive");
        return new Line(
                daemon.node(),
                daemon.name(),
                daemon.instrument(),
                daemon.target(),
                reply.state(),
                reply.since().map(Instant::toString),
                alive ? daemon.health().read(reply.log(), reply.printed()) : Map.of(),
                alive ? "" : reply.note());
    }
}
