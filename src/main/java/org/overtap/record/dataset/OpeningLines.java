package org.overtap.record.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.overtap.record.table.Column;

/**
 * The lines that open a dataset in other programs, for its README: a heading each with the program's name, and below it
 * one fenced block, to be typed in the dataset's folder.
 */
final class OpeningLines {
    private static final String TOP =
            "SELECT src, dst, sum(bytes) AS bytes FROM flows GROUP BY src, dst ORDER BY bytes DESC LIMIT 10;";

    private final boolean parquet;
    private final boolean csv;

    OpeningLines(DatasetManifest manifest) {
        List<String> forms = manifest.tables().stream()
                .flatMap(table -> table.forms().stream())
                .toList();
        parquet = forms.contains(TableForm.PARQUET.title());
        csv = forms.contains(TableForm.CSV.title());
    }

    String text() {
        return """

                ## Opening it

                Typed in this folder.

                ### DuckDB

                ```sql
                %s```

                ### pandas

                ```python
                %s```

                ### Spark

                For `spark-sql`, version 3.3 or later.

                ```sql
                %s```
                """.formatted(duckDb(), pandas(), spark());
    }

    private String duckDb() {
        return duckDbView("flows") + duckDbView("crossings") + TOP + "\n"
                + "-- what a segment carried: over both tables\n"
                + "SELECT segment, sum(bytes) AS bytes FROM (FROM flows UNION ALL FROM crossings)"
                + " GROUP BY segment ORDER BY bytes DESC;\n";
    }

    private String duckDbView(String table) {
        String from = parquet
                ? "read_parquet('" + table + "/*/*/*/*.parquet', hive_partitioning = true,\n"
                        + "  hive_types = {'run': VARCHAR, 'hour': VARCHAR, 'probe': VARCHAR});\n"
                : "read_csv('" + table(table) + "', header = true, types = {"
                        + Arrays.stream(Column.values())
                                .map(column -> "'" + column.title() + "': '" + sqlType(column) + "'")
                                .collect(Collectors.joining(", "))
                        + "});\n";
        return "CREATE VIEW " + table + " AS SELECT * FROM " + from;
    }

    private static String sqlType(Column column) {
        return switch (column.type()) {
            case TEXT -> "VARCHAR";
            case NUMBER -> "BIGINT";
            case TIME -> "TIMESTAMPTZ";
        };
    }

    private static String table(String table) {
        return "csv/" + table + ".csv";
    }

    private String pandas() {
        return "import pandas\n" + pandasTable("flows") + pandasTable("crossings")
                + "print(flows.groupby(['src', 'dst'])['bytes'].sum().nlargest(10))\n"
                + "# what a segment carried: over both tables\n"
                + "print(pandas.concat([flows, crossings]).groupby('segment')['bytes'].sum())\n";
    }

    private String pandasTable(String table) {
        if (!csv) {
            return table + " = pandas.read_parquet('" + table + "')\n";
        }
        String types = Arrays.stream(Column.values())
                .filter(column -> column.type() != Column.Type.TIME)
                .map(column ->
                        "'" + column.title() + "': '" + (column.type() == Column.Type.TEXT ? "string" : "Int64") + "'")
                .collect(Collectors.joining(", "));
        return table + " = pandas.read_csv('" + table(table) + "', parse_dates=['first', 'last'],\n    dtype={" + types
                + "})\n";
    }

    private String spark() {
        String before = parquet ? "SET spark.sql.sources.partitionColumnTypeInference.enabled=false;\n" : "";
        return before + sparkView("flows") + sparkView("crossings") + TOP + "\n"
                + "-- what a segment carried: over both tables\n"
                + "SELECT segment, sum(bytes) AS bytes FROM (SELECT * FROM flows UNION ALL SELECT * FROM crossings)"
                + " GROUP BY segment ORDER BY bytes DESC;\n";
    }

    private String sparkView(String table) {
        if (parquet) {
            return "CREATE TEMPORARY VIEW " + table + " USING parquet OPTIONS (path '" + table + "');\n";
        }
        String columns = Arrays.stream(Column.values())
                .map(column -> column.title() + " "
                        + sqlType(column).replace("VARCHAR", "STRING").replace("TIMESTAMPTZ", "TIMESTAMP"))
                .collect(Collectors.joining(", "));
        return "CREATE TEMPORARY VIEW " + table + " (" + columns + ")\n  USING csv OPTIONS (path '" + table(table)
                + "', header 'true', escape '\"');\n";
    }
}
