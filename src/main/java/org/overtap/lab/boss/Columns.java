package org.overtap.lab.boss;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.lab.net.Resources;

/**
 * The columns of the boss's database that a client sees, with their types, in the database's order.
 *
 * <p>Read from {@code columns.txt}: a line for each table with its tag, its name and its columns; {@code :i} marks a
 * whole number, {@code :f} a single-precision one, {@code :n} a running number, {@code =x} a default.
 */
final class Columns {
    private final Map<String, Table> tables = new LinkedHashMap<>();

    private Columns() {}

    record Table(String name, List<Column> columns) {}

    record Column(String name, String type, String usual) {
        Object value(Map<String, String> row, int number) {
            String text = type.equals("n") ? Integer.toString(number) : row.getOrDefault(name, usual);
            if (text.isEmpty()) {
                return "";
            }
            return switch (type) {
                case "i", "n" -> (int) Double.parseDouble(text);
                case "f" -> single(text);
                default -> text;
            };
        }
    }

    static Columns read() throws IOException {
        Columns columns = new Columns();
        Resources.text("lab/boss/columns.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(columns::add);
        return columns;
    }

    private void add(String line) {
        String[] words = line.strip().split("\\s+");
        List<Column> columns = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            String[] usual = words[i].split("=", 2);
            String[] typed = usual[0].split(":", 2);
            columns.add(new Column(typed[0], typed.length > 1 ? typed[1] : "s", usual.length > 1 ? usual[1] : ""));
        }
        tables.put(words[0], new Table(words[1], columns));
    }

    /** What a client may ask for, in order. */
    List<String> tags() {
        return List.copyOf(tables.keySet());
    }

    Table table(String tag) {
        return tables.get(tag);
    }

    /** A number as a single-precision column gives it back: six significant digits. */
    static double single(String text) {
        return new BigDecimal(text).round(new MathContext(6)).doubleValue();
    }
}
