package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.dataset.DatasetSamples.Row;
import org.overtap.record.table.Column;

/** Another program, which shares no code with this one, finds in Parquet files and their folders what was written. */
class DuckDbReadsItTest {
    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("dataset");
    }

    private String table(String name) {
        return "read_parquet('" + folder() + "/" + name + "/*/*/*/*.parquet', hive_partitioning = true,"
                + " hive_types = {'run': VARCHAR, 'hour': VARCHAR, 'probe': VARCHAR})";
    }

    private static Connection duckDb() throws Exception {
        return DriverManager.getConnection("jdbc:duckdb:");
    }

    private static List<List<Object>> rows(Statement statement, String query) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Map<String, Integer> read(String table) throws Exception {
        StringBuilder columns = new StringBuilder();
        for (Column column : Column.values()) {
            String name = '"' + column.title() + '"';
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append(column.type() == Column.Type.TIME ? "epoch_us(" + name + ")" : name);
        }
        Map<String, Integer> found = new TreeMap<>();
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement()) {
            for (List<Object> row : rows(statement, "SELECT " + columns + " FROM " + table(table))) {
                Map<Column, Object> values = new EnumMap<>(Column.class);
                for (Column column : Column.values()) {
                    if (row.get(column.ordinal()) != null) {
                        values.put(column, row.get(column.ordinal()));
                    }
                }
                found.merge(values.toString(), 1, Integer::sum);
            }
        }
        return found;
    }

    /** Every row of a dataset has its run and its probe; no value at all is told to DuckDB by another word than to Hive. */
    private final Predicate<Row> placed = row -> row.has(Column.RUN) && row.has(Column.PROBE);

    @Test
    void everyValueOfRandomRowsIsFoundWhateverItsNamesAre() throws Exception {
        List<Row> flows = DatasetSamples.random(11, 400).stream().filter(placed).toList();
        List<Row> crossings =
                DatasetSamples.random(12, 120).stream().filter(placed).toList();
        DatasetSamples.write(folder(), Set.of(TableForm.PARQUET), flows, crossings);

        DatasetSamples.Kept written = DatasetSamples.kept(flows, crossings, DatasetSamples.all());
        assertThat(read("flows")).isEqualTo(written.flows);
        assertThat(read("crossings")).isEqualTo(written.crossings);
    }

    @Test
    void columnsHaveTheirTypesAndTheHourIsTold() throws Exception {
        DatasetSamples.write(
                folder(),
                Set.of(TableForm.PARQUET),
                List.of(DatasetSamples.flow("n1.eth1", "10.0.0.1", "10.0.0.2", 3, 4242)),
                List.of());
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            Map<String, String> types = new TreeMap<>();
            rows(statement, "DESCRIBE SELECT * FROM " + table("flows"))
                    .forEach(row -> types.put((String) row.get(0), (String) row.get(1)));
            assertThat(types)
                    .containsEntry("first", "TIMESTAMP WITH TIME ZONE")
                    .containsEntry("last", "TIMESTAMP WITH TIME ZONE")
                    .containsEntry("bytes", "BIGINT")
                    .containsEntry("src", "VARCHAR")
                    .containsEntry("probe", "VARCHAR")
                    .hasSize(Column.values().length + 1);
            assertThat(rows(statement, "SELECT run, hour, probe, first::VARCHAR, bytes FROM " + table("flows")))
                    .containsExactly(List.of("unmarked", "2026-01-31T12", "n1.eth1", "2026-01-31 12:00:00+00", 4242L));
            assertThat(rows(statement, "SELECT count(*) FROM " + table("crossings")))
                    .containsExactly(List.of(0L));
        }
    }

    @Test
    void filesSayWhatTheyAreAndDoNotHaveTheColumnsOfTheirFolders() throws Exception {
        DatasetSamples.write(
                folder(),
                Set.of(TableForm.PARQUET),
                List.of(DatasetSamples.flow("n1.eth1", "10.0.0.1", "10.0.0.2", 3, 4242)),
                List.of());
        String files = folder() + "/flows/*/*/*/*.parquet";
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement()) {
            Map<String, String> words = new TreeMap<>();
            rows(statement, "SELECT decode(key), decode(value) FROM parquet_kv_metadata('" + files + "')")
                    .forEach(row -> words.put((String) row.get(0), (String) row.get(1)));
            assertThat(words)
                    .containsEntry("overtap.schema", "1")
                    .containsEntry("overtap.timezone", "UTC")
                    .containsEntry("overtap.bytes", "counted from the IP header on");
            assertThat(words.get("overtap.column.first")).endsWith("[microseconds since 1970-01-01T00:00:00Z]");
            assertThat(rows(statement, "SELECT name FROM parquet_schema('" + files + "')"))
                    .extracting(row -> row.get(0))
                    .contains("first", "bytes")
                    .doesNotContain("run", "probe", "hour");
            assertThat(rows(statement, "SELECT DISTINCT compression FROM parquet_metadata('" + files + "')"))
                    .containsExactly(List.of("ZSTD"));
            assertThat(rows(
                            statement,
                            "SELECT stats_min, stats_max FROM parquet_metadata('" + files
                                    + "') WHERE path_in_schema = 'bytes'"))
                    .containsExactly(List.of("4242", "4242"));
        }
    }
}
