package org.overtap.verify.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * One thing that is wanting, or worth to be known, with the one object that is at fault. What follows from it is not told
 * again: conversations that nobody counts because one collector is dead are a number here.
 *
 * @param kind what is wrong
 * @param node the node that is at fault, if it is one
 * @param iface its interface, if it is one
 * @param segment the segment of a conversation that nothing explains
 * @param count how much of it: packets, datagrams, records
 * @param conversations how many conversations cannot be proven because of it
 * @param text it, in words
 * @param next what to do about it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Finding(
        Kind kind,
        Optional<String> node,
        @JsonProperty("interface") Optional<String> iface,
        Optional<String> segment,
        Optional<Long> count,
        int conversations,
        String text,
        String next) {
    /** What may be wrong. */
    public enum Kind {
        /** A node could not be entered, so that nothing can be said of what is there. */
        UNREACHABLE("unreachable", true),
        /** The experiment does not have a node any more on which something was to run. */
        GONE("gone", true),
        /** A collector does not run. */
        DEAD_COLLECTOR("deadCollector", true),
        /** A collector is stopped: it is there and does nothing. */
        FROZEN_COLLECTOR("frozenCollector", true),
        /** What a collector stored could not be read. */
        UNREADABLE("unreadable", true),
        /** A probe does not run. */
        DEAD_PROBE("deadProbe", true),
        /** A probe is there and counts nothing of what passes it. */
        FROZEN_PROBE("frozenProbe", true),
        /** An interface is down. */
        INTERFACE_DOWN("interfaceDown", true),
        /** A living probe's datagrams do not reach its living collector. */
        FILTERED_EXPORT("filteredExport", true),
        /** A probe's records carry another number than planned. */
        EXCHANGED_IDS("exchangedIds", true),
        /** Packets were lost before a probe counted them. */
        DROPPED("dropped", true),
        /** Datagrams were lost between a probe and its collector. */
        DATAGRAMS_LOST("datagramsLost", true),
        /** Records were exported and not stored. */
        RECORDS_LOST("recordsLost", true),
        /** Canaries could not be sent. */
        UNSENT("unsent", true),
        /** Canaries did not arrive, so that nothing can be said of their record. */
        UNANSWERED("unanswered", true),
        /** Canaries arrived and their owner stored none or half of them. */
        MISSING("missing", true),
        /** Canaries arrived and their owner stored other numbers. */
        INEXACT("inexact", true),
        /** Records that nothing that was sent explains. */
        DUPLICATES("duplicates", true),
        /** Records that are stored and that no planned probe can have sent. */
        FOREIGN("foreign", true),
        /** Datagrams that a collector did not take, because no probe of the plan sent them. */
        IGNORED("ignored", false);

        private final String word;
        private final boolean decides;

        Kind(String word, boolean decides) {
            this.word = word;
            this.decides = decides;
        }

        /** Its name in documents. */
        @com.fasterxml.jackson.annotation.JsonValue
        public String word() {
            return word;
        }

        /** Whether a check that finds it was not passed. */
        public boolean decides() {
            return decides;
        }
    }

    /** Something that is wrong with an experiment as a whole. */
    public static Finding of(Kind kind, String text, String next) {
        return new Finding(kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, text, next);
    }

    /** The same of that node. */
    public Finding on(String its) {
        return new Finding(kind, Optional.of(its), iface, segment, count, conversations, text, next);
    }

    /** The same of that interface. */
    public Finding on(String its, String port) {
        return new Finding(kind, Optional.of(its), Optional.of(port), segment, count, conversations, text, next);
    }

    /** The same of that segment. */
    public Finding within(String its) {
        return new Finding(kind, node, iface, Optional.of(its), count, conversations, text, next);
    }

    /** So many. */
    public Finding counting(long number) {
        return new Finding(kind, node, iface, segment, Optional.of(number), conversations, text, next);
    }

    /** For which so many conversations are not proven. */
    public Finding costing(int number) {
        return new Finding(kind, node, iface, segment, count, number, text, next);
    }
}
