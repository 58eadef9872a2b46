package org.overtap.record.dataset.parquet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Folders that tell a partition, as Apache Hive writes them and everything else reads them: {@code name=value}, with
 * {@code %} and two hexadecimal digits for what a path or a reader would take for something else.
 */
final class PartitionFolders {
    /** Hive's own word for no value. */
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final String NO_VALUE_IN_DUCKDB = "NULL";
    private static final String ESCAPED = "\"#%'*/:=?\\{[]^<>|";
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final long MICROS_IN_A_SECOND = 1_000_000;
    private static final long MICROS_IN_AN_HOUR = 3600 * MICROS_IN_A_SECOND;

    private PartitionFolders() {}

    /** The hour of a time in microseconds since 1970, counted from 1970 on. */
    static long hour(long micros) {
        return Math.floorDiv(micros, MICROS_IN_AN_HOUR);
    }

    /** Such an hour in words: {@code 2026-01-31T12}. */
    static String hourText(long hour) {
        return HOUR.format(Instant.ofEpochSecond(hour * 3600));
    }

    /** The folder's name. */
    static String name(String column, Optional<String> value) {
        return column + "="
                + value.filter(text -> !text.isEmpty())
                        .map(PartitionFolders::escaped)
                        .orElse(NO_VALUE);
    }

    private static String escaped(String value) {
        if (value.equals(NO_VALUE) || value.equalsIgnoreCase(NO_VALUE_IN_DUCKDB)) {
            return String.format("%%%02X", (int) value.charAt(0)) + value.substring(1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean outside = i == 0 || i == value.length() - 1;
            if (c < 0x20 || c == 0x7f || ESCAPED.indexOf(c) >= 0 || outside && c == ' ') {
                text.append('%').append(String.format("%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The value that a folder above a file tells of a column. */
    static Optional<String> value(Path file, String column) {
        String begin = column + "=";
        for (Path folder = file.getParent(); folder != null && folder.getFileName() != null; ) {
            String name = folder.getFileName().toString();
            if (name.startsWith(begin)) {
                return Optional.of(name.substring(begin.length()))
                        .filter(text -> !text.equals(NO_VALUE))
                        .map(PartitionFolders::plain);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    private static String plain(String escaped) {
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                plain[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }
}
