package org.overtap.testbed.emulab.boss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.testbed.TestbedException;

/**
 * One struct of a reply, read tolerantly: numbers may come as text, NULL as nothing or as empty text. What cannot be
 * read is reported by method and field.
 */
public final class ReplyStruct {
    private final String where;
    private final Map<?, ?> values;

    private ReplyStruct(String where, Map<?, ?> values) {
        this.where = where;
        this.values = values;
    }

    /** A value that must be a struct; {@code where} names it in errors. An empty Perl hash may arrive as nothing. */
    public static ReplyStruct of(String where, Object value) throws TestbedException {
        if (value instanceof Map<?, ?> map) {
            return new ReplyStruct(where, map);
        }
        if (blank(value)) {
            return new ReplyStruct(where, Map.of());
        }
        throw mistyped(where, "a struct", value);
    }

    /** A value that must be a list of structs. */
    public static List<ReplyStruct> list(String where, Object value) throws TestbedException {
        List<ReplyStruct> rows = new ArrayList<>();
        if (value instanceof Object[] items) {
            for (int i = 0; i < items.length; i++) {
                rows.add(of(where + "[" + i + "]", items[i]));
            }
        } else if (!blank(value)) {
            throw mistyped(where, "a list", value);
        }
        return rows;
    }

    /** A struct of structs, in key order. */
    public Map<String, ReplyStruct> structs() throws TestbedException {
        Map<String, ReplyStruct> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            String key = String.valueOf(entry.getKey());
            sorted.put(key, of(where + "." + key, entry.getValue()));
        }
        return sorted;
    }

    public List<ReplyStruct> list(String field) throws TestbedException {
        return list(where + "." + field, values.get(field));
    }

    public ReplyStruct struct(String field) throws TestbedException {
        return of(where + "." + field, values.get(field));
    }

    public boolean has(String field) {
        return !blank(values.get(field));
    }

    /** The field as text; empty when it is missing or NULL. */
    public String text(String field) throws TestbedException {
        Object value = values.get(field);
        if (value instanceof Map || value instanceof Object[] || value instanceof byte[]) {
            throw mistyped(where + "." + field, "text", value);
        }
        return value == null ? "" : value.toString().strip();
    }

    /** The field as text, which must be there. */
    public String required(String field) throws TestbedException {
        String text = text(field);
        if (text.isEmpty()) {
            throw new TestbedException(where + "." + field + " is missing in the boss's answer");
        }
        return text;
    }

    public Optional<Double> number(String field) throws TestbedException {
        String text = values.get(field) instanceof Boolean flag ? (flag ? "1" : "0") : text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Reported below, with the field's name.
        }
        throw mistyped(where + "." + field, "a number", values.get(field));
    }

    /** Whether the field is a number other than 0, true, or a word for it. */
    public boolean flag(String field) throws TestbedException {
        String text = text(field).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "", "0", "false", "no", "off" -> false;
            case "true", "yes", "on" -> true;
            default -> number(field).orElse(0.0) != 0;
        };
    }

    public String where() {
        return where;
    }

    private static boolean blank(Object value) {
        return value == null
                || value instanceof String text && text.isBlank()
                || value instanceof Object[] items && items.length == 0;
    }

    private static TestbedException mistyped(String where, String wanted, Object found) {
        String kind = found instanceof Map
                ? "a struct"
                : found instanceof Object[] ? "a list" : found == null ? "nothing" : "\"" + abridged(found) + "\"";
        return new TestbedException(where + " in the boss's answer is " + kind + ", not " + wanted
                + ": this site's boss may be of an unknown version");
    }

    private static String abridged(Object value) {
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
