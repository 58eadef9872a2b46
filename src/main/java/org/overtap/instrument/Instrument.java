package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stock measuring or receiving daemon, or a setting of one, described as data.
 *
 * @param name the name used in plans and flags
 * @param kind probe or collector
 * @param summary one line for people
 * @param formats the forms in which it sends or takes records; the first is used where nothing else is asked
 * @param families address families that it records
 * @param needs what must be on a node
 * @param program the executable's name, for {@code {program}}
 * @param version what prints its version in the first line of its words; empty if nothing is known to
 * @param runs how it is started and ended
 * @param output what it stores: always with a collector; with a probe that needs none because it stores where it runs
 * @param health how its counters are had
 * @param arrival how it is seen that a probe's first record arrives; absent where that takes too long or is not told
 * @param preserves what of a packet its records keep
 * @param merges in what packets may differ that share one record of a probe's, which then has what one of them had
 * @param transport how a collector is reached: udp or tcp
 * @param capacity records/s that a collector takes in, packets/s that a probe was seen to keep up with; 0 if that is not
 *     known
 * @param cpuPer100kpps cores used at 100,000 packets/s
 * @param faults what is known to bite
 * @param refused why it is used only where the user insists; absent where nothing speaks against it
 * @param tried operating systems on which it was seen to work; empty where none was
 * @param knows the versions that this was seen with; empty where that does not matter or is not known
 */
public record Instrument(
        String name,
        Kind kind,
        String summary,
        List<WireFormat> formats,
        List<String> families,
        Needs needs,
        String program,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> version,
        Runs runs,
        Optional<Output> output,
        Health health,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Arrival> arrival,
        Set<PacketField> preserves,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Merged> merges,
        String transport,
        long capacity,
        double cpuPer100kpps,
        List<String> faults,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> refused,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tried,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> knows) {

    /** Which side of the export it is on. */
    public enum Kind {
        @JsonProperty("probe")
        PROBE,
        @JsonProperty("collector")
        COLLECTOR,
        /** It makes a switch copy what it carries to a port of its own, where a probe listens. */
        @JsonProperty("mirror")
        MIRROR,
        /** Ours: it ends what stores before a disk is full. No descriptor is of it. */
        @JsonProperty("guard")
        GUARD;

        /** Whether it makes records or takes them in. */
        public boolean records() {
            return this == PROBE || this == COLLECTOR;
        }

        /** Its word in descriptors and texts. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Instrument {
        formats = List.copyOf(formats);
        version = version == null ? List.of() : List.copyOf(version);
        families = List.copyOf(families);
        merges = merges == null ? List.of() : List.copyOf(merges);
        arrival = arrival == null ? Optional.empty() : arrival;
        preserves = fields(preserves);
        faults = List.copyOf(faults);
        refused = refused == null ? Optional.empty() : refused;
        tried = tried == null ? List.of() : List.copyOf(tried);
        knows = knows == null ? List.of() : List.copyOf(knows);
    }

    private static Set<PacketField> fields(Set<PacketField> given) {
        Set<PacketField> sorted = EnumSet.noneOf(PacketField.class);
        sorted.addAll(given);
        return Collections.unmodifiableSet(sorted);
    }

    /** Whether what a program says of its version is one that this was seen with, or any would do. */
    public boolean knows(String told) {
        return knows.isEmpty()
                || knows.stream().anyMatch(one -> Pattern.compile("(?<![\\d.])" + Pattern.quote(one) + "(?!\\d|\\.\\d)")
                        .matcher(told)
                        .find());
    }

    /** Whether it is a probe that stores its records where it runs. */
    public boolean storesItself() {
        return kind == Kind.PROBE && output.isPresent();
    }

    /** Whether it is a collector that sends what it receives to a broker of the user's. */
    public boolean brokered() {
        return kind == Kind.COLLECTOR && runs.asksFor("broker");
    }

    /** The form of that name, if it speaks it. */
    public Optional<WireFormat> format(String wanted) {
        return formats.stream().filter(format -> format.name().equals(wanted)).findFirst();
    }
}
