package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.overtap.record.query.FlowFindings.Field;
import org.overtap.record.query.FlowFindings.Kind;

/**
 * What is told of each finding of a search, and how it is had.
 *
 * @param <T> a finding
 */
final class FindingTable<T> {
    private final List<Field> fields = new ArrayList<>();
    private final List<Function<T, Object>> values = new ArrayList<>();

    /** Adds a field that documents have under its title, and tables for people under its head, if that is not empty. */
    FindingTable<T> with(String title, String head, Kind kind, Function<T, Object> value) {
        fields.add(new Field(title, head, kind));
        values.add(value);
        return this;
    }

    /** Adds a field that only documents have. */
    FindingTable<T> with(String title, Kind kind, Function<T, Object> value) {
        return with(title, "", kind, value);
    }

    /** Adds a field that only people read. */
    FindingTable<T> shown(String head, Function<T, Object> value) {
        return with("", head, Kind.TEXT, value);
    }

    List<Field> fields() {
        return fields;
    }

    List<List<Optional<Object>>> rows(List<T> findings) {
        return findings.stream().map(this::row).toList();
    }

    private List<Optional<Object>> row(T finding) {
        List<Optional<Object>> row = new ArrayList<>();
        for (Function<T, Object> value : values) {
            Object told = value.apply(finding);
            row.add(told instanceof Optional<?> maybe ? maybe.map(Object.class::cast) : Optional.ofNullable(told));
        }
        return row;
    }
}
