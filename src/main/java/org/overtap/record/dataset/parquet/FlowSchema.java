package org.overtap.record.dataset.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.overtap.record.table.Column;

/** The columns of a table as Parquet has them, and what a file says of itself. */
final class FlowSchema {
    /** The columns that files have; the others are told by folders. */
    static final List<Column> TEXTS = columns(true);

    static final List<Column> NUMBERS = columns(false);

    /** The number of the schema, in a file's own words about itself. */
    static final String NUMBER_KEY = "overtap.schema";

    static final int NUMBER = 1;

    private FlowSchema() {}

    private static List<Column> columns(boolean text) {
        return Arrays.stream(Column.values())
                .filter(column -> !column.partition() && (column.type() == Column.Type.TEXT) == text)
                .toList();
    }

    /** All columns of a file, each of which may be without a value. */
    static MessageType all() {
        return new MessageType(
                "flow",
                Arrays.stream(Column.values())
                        .filter(column -> !column.partition())
                        .map(FlowSchema::field)
                        .toList());
    }

    private static Type field(Column column) {
        return switch (column.type()) {
            case TEXT -> Types.optional(BINARY).as(stringType()).named(column.title());
            case NUMBER -> Types.optional(INT64).named(column.title());
            case TIME -> Types.optional(INT64).as(timestampType(true, MICROS)).named(column.title());
        };
    }

    /** The column that a file's column of that name is. */
    static Optional<Column> column(String title) {
        return Arrays.stream(Column.values())
                .filter(column -> column.title().equals(title))
                .findFirst();
    }

    /** What a file says of itself besides its columns' types. */
    static Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        words.put(NUMBER_KEY, String.valueOf(NUMBER));
        words.put("overtap.timezone", "UTC");
        words.put("overtap.bytes", "counted from the IP header on");
        for (Column column : Column.values()) {
            String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
            words.put("overtap.column." + column.title(), column.meaning() + unit);
        }
        return words;
    }
}
