package org.overtap.report.format;

import java.util.ArrayList;
import java.util.List;

/** Aligned columns: text to the left, numbers to the right, a header in front. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    /** Starts a table with these column heads. */
    public Table(String... heads) {
        rows.add(heads);
    }

    /** Adds a row; an absent value prints as a dash. */
    public Table row(Object... cells) {
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            String text = cells[i] == null ? "-" : printable(cells[i].toString());
            texts[i] = text.isEmpty() ? "-" : text;
        }
        rows.add(texts);
        return this;
    }

    /** The table's lines, each ended. */
    @Override
    public String toString() {
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        boolean[] number = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            number[c] = rows.size() > 1;
            for (int r = 0; r < rows.size(); r++) {
                width[c] = Math.max(width[c], rows.get(r)[c].length());
                number[c] = number[c] && (r == 0 || rows.get(r)[c].matches("-|[0-9][0-9,]*(\\.[0-9]+)?( [MGT])?"));
            }
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, width, number)).append('\n'));
        return text.toString();
    }

    private static String line(String[] row, int[] width, boolean[] number) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.length; c++) {
            String gap = " ".repeat(width[c] - row[c].length());
            line.append(c == 0 ? "" : "  ").append(number[c] ? gap + row[c] : row[c] + gap);
        }
        return line.toString().stripTrailing();
    }

    /** Names come from testbeds: a control character must not reach a terminal. */
    public static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
