package org.overtap.lab.boss.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Python's {@code str} writes them: what a boss puts beside a value for people to read. */
public final class PythonText {
    private PythonText() {}

    public static String of(Object value) {
        return value instanceof String text ? text : inner(value);
    }

    private static String inner(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> inner(entry.getKey()) + ": " + inner(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PythonText::inner).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        return value instanceof String text ? "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'" : value + "";
    }
}
