package org.overtap.lab.mapper;

import java.util.Map;

/** Typed reading of a table's row; what is absent or empty counts as zero, no or empty. */
record Row(Map<String, String> columns) {
    String text(String column) {
        return columns.getOrDefault(column, "");
    }

    double number(String column) {
        String text = text(column);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    int whole(String column) {
        return (int) number(column);
    }

    boolean yes(String column) {
        return number(column) != 0;
    }
}
