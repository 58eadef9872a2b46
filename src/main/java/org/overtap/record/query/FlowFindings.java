package org.overtap.record.query;

import java.util.List;
import java.util.Optional;

/**
 * Where flows show a pattern that was looked for, each time with what makes it one.
 *
 * @param question what was asked, as it is typed
 * @param headline what came of it, in one line
 * @param measures by what it was judged
 * @param fields what is told of each finding
 * @param rows a finding each, with a value for each field: text, a {@code Long}, a {@code Double} or a list of texts,
 *     by the field's kind; the strongest first
 * @param found how many findings there are, of which the rows may be the first
 * @param considered how many candidates were looked at
 * @param sufficient whether the flows could have shown such a pattern at all
 * @param notes what must be known besides, a sentence each
 */
public record FlowFindings(
        String question,
        String headline,
        List<Measure> measures,
        List<Field> fields,
        List<List<Optional<Object>>> rows,
        long found,
        long considered,
        boolean sufficient,
        List<String> notes)
        implements FlowView {
    public FlowFindings {
        measures = List.copyOf(measures);
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A measure by which was judged.
     *
     * @param name as it is typed
     * @param value what it was
     * @param meaning what it bounds
     */
    public record Measure(String name, double value, String meaning) {}

    /**
     * What is told of each finding.
     *
     * @param title its name in documents
     * @param head what stands above it in tables for people; empty where it has no room there
     * @param kind what its values are
     */
    public record Field(String title, String head, Kind kind) {}

    /** What a field's values are. */
    public enum Kind {
        TEXT,
        /** Several texts. */
        TEXTS,
        /** A whole number. */
        COUNT,
        /** An IP protocol's number. */
        PROTOCOL,
        /** A number with what is behind the point. */
        DECIMAL,
        /** A part of a whole, from 0 to 1. */
        SHARE,
        /** Microseconds since 1970. */
        TIME
    }
}
