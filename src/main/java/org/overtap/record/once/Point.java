package org.overtap.record.once;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.overtap.instrument.Merged;
import org.overtap.topology.VantagePoint;

/** A place where records were taken: what is known of it, what was found of its records, and its rows that are open. */
final class Point {
    final int number;
    final String node;
    final String iface;

    /** As the column tells it. */
    final String name;

    /** The name of its segment; null if the topology does not tell. */
    final String segment;

    /** Where it stands there; null where that is no place to probe. */
    final VantagePoint vantage;

    /** As the column tells it; null where nothing is merged. */
    final String merges;

    /** Whether it makes one record of packets with several MAC addresses. */
    final boolean mergesMacs;

    private final Form form;
    private final List<Form> former = new ArrayList<>();

    final NodeClock clock;
    final AddressTexts texts;

    final Decisions decisions = new Decisions();
    OpenFlow oldest;
    OpenFlow newest;
    int open;

    /** When it was last heard, by the number of the record. */
    long heard;

    long records;
    long counted;
    long others;
    long tests;
    long early;
    long excluded;
    long duplicates;
    private OptionalLong gaps = OptionalLong.empty();
    private boolean gapsOfOthers;
    private long first = Micros.NONE;
    private long last = Micros.NONE;

    /**
     * A form in which records of it come.
     *
     * @param format its name; null if that is not known
     * @param layer2 bytes of layer 2 that they count with each packet
     * @param packets whether each packet is a record
     */
    record Form(String format, int layer2, boolean packets) {
        boolean fits(Optional<String> told) {
            return format == null || told.isEmpty() || told.get().equals(format);
        }
    }

    /** What is known of a point but its place; each as it is above. */
    record Told(List<Merged> merges, Form form, NodeClock clock, AddressTexts texts) {}

    Point(int number, String node, String iface, String segment, VantagePoint vantage, Told told) {
        this.number = number;
        this.node = node;
        this.iface = iface;
        this.name = node + "." + iface;
        this.segment = segment;
        this.vantage = vantage;
        this.merges = told.merges.isEmpty()
                ? null
                : told.merges.stream().map(Merged::word).collect(Collectors.joining(" "));
        this.mergesMacs = told.merges.contains(Merged.MACS);
        this.form = told.form;
        this.clock = told.clock;
        this.texts = told.texts;
    }

    /** Before its probe was replaced, records of it came in that form. */
    void cameAs(Form earlier) {
        if (!earlier.equals(form) && !former.contains(earlier)) {
            former.add(earlier);
        }
    }

    /** Whether its records come in that form, or did. */
    boolean tells(Optional<String> format) {
        return form.fits(format) || former.stream().anyMatch(its -> its.fits(format));
    }

    /** The form of records that say so of themselves. */
    Form form(Optional<String> format) {
        return former.isEmpty() || form.fits(format)
                ? form
                : former.stream().filter(its -> its.fits(format)).findFirst().orElse(form);
    }

    void heard(long from, long to) {
        if (from != Micros.NONE && (first == Micros.NONE || from < first)) {
            first = from;
        }
        if (to != Micros.NONE && to > last) {
            last = to;
        }
    }

    /** So often numbers jumped in files that have records of it, and perhaps of others. */
    void jumped(long count, boolean others) {
        gaps = OptionalLong.of(gaps.orElse(0) + count);
        gapsOfOthers |= others && count > 0;
    }

    ProbeAccount account() {
        return new ProbeAccount(
                node,
                iface,
                Optional.ofNullable(segment),
                records,
                counted,
                others,
                tests,
                early,
                excluded,
                duplicates,
                Micros.instant(first),
                Micros.instant(last),
                gapsOfOthers ? OptionalLong.empty() : gaps);
    }
}
