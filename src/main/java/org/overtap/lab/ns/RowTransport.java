package org.overtap.lab.ns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rows the prelude wrote: lines {@code row TABLE COLUMN VALUE ...} with fields apart by tabs, then
 * {@code end COUNT}. In a field {@code \\ \t \n \r} stand for the characters.
 */
final class RowTransport {
    private RowTransport() {}

    /** The rows by table, in their order; throws {@link IllegalStateException} when the text is not whole. */
    static Map<String, List<Map<String, String>>> read(String text) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        int rows = 0;
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("end") && fields.length == 2 && fields[1].equals(Integer.toString(rows))) {
                return tables;
            }
            if (!fields[0].equals("row") || fields.length % 2 != 0) {
                break;
            }
            tables.computeIfAbsent(plain(fields[1]), table -> new ArrayList<>()).add(rowOf(fields));
            rows++;
        }
        throw new IllegalStateException("the ns parser's result broke off after " + rows + " rows");
    }

    private static Map<String, String> rowOf(String[] fields) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 2; i < fields.length; i += 2) {
            row.put(plain(fields[i]), plain(fields[i + 1]));
        }
        return row;
    }

    private static String plain(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            plain.append(c == '\\' && i + 1 < field.length() ? escaped(field.charAt(++i)) : c);
        }
        return plain.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
