package org.overtap.record.dataset;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.StringJoiner;

/**
 * What DuckDB's shell does: runs the statements on standard input, each ended by a semicolon at the end of a line, in
 * the folder that it is started in. Prints the rows of each that has some, with tabs between values and an empty line
 * after the last.
 */
public final class DuckDbShell {
    private DuckDbShell() {}

    public static void main(String[] args) throws Exception {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement shell = connection.createStatement()) {
            for (String statement : text.split(";\\s*\\n")) {
                if (!statement.isBlank() && shell.execute(statement)) {
                    print(shell.getResultSet());
                }
            }
        }
    }

    private static void print(ResultSet rows) throws Exception {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            StringJoiner line = new StringJoiner("\t");
            for (int i = 1; i <= columns; i++) {
                line.add(String.valueOf(rows.getObject(i)));
            }
            System.out.println(line);
        }
        System.out.println();
    }
}
