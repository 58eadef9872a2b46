import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code spark-sql} does: runs the statements on standard input, each ended by a semicolon at the end of a line, and
 * prints the rows of each that has some, with tabs between values and an empty line after the last. It runs on a cluster
 * of two executors of this machine, each a process of its own; their number is the last line.
 */
public final class SparkSql {
    private SparkSql() {}

    public static void main(String[] args) throws Exception {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (SparkSession spark = SparkSession.builder()
                .appName("overtap")
                .master("local-cluster[2,1,1024]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.executor.extraJavaOptions", System.getProperty("overtap.opens", ""))
                .getOrCreate()) {
            for (String statement : text.split(";\\s*\\n")) {
                if (!statement.isBlank()) {
                    print(spark.sql(statement));
                }
            }
            // The driver is told as one of them.
            System.out.println(
                    "executors " + (spark.sparkContext().statusTracker().getExecutorInfos().length - 1));
        }
    }

    private static void print(Dataset<Row> result) {
        List<Row> rows = result.collectAsList();
        if (result.columns().length == 0 || result.columns()[0].equals("key")) {
            return;
        }
        for (Row row : rows) {
            StringJoiner line = new StringJoiner("\t");
            for (int i = 0; i < row.size(); i++) {
                line.add(String.valueOf(row.get(i)));
            }
            System.out.println(line);
        }
        System.out.println();
    }
}
