package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dataset opens in Spark as its README says, on two executors that are processes of their own. */
@Tag("spark")
class SparkLinesIT {
    /** What Spark needs on a JDK of 17 or later; its own start script says the same. */
    private static final List<String> OPENS = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TableForm.class)
    void inSpark(TableForm form) throws Exception {
        Path home = Path.of("target", "spark").toAbsolutePath();
        Files.createDirectories(home.resolve("bin"));
        OpenedDataset dataset = OpenedDataset.made(folder.resolve("set"), EnumSet.of(form));
        List<String> shell = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        shell.addAll(OPENS);
        shell.add("-Dovertap.opens=" + String.join(" ", OPENS));
        shell.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        shell.add(Path.of("src/spark/java/SparkSql.java").toAbsolutePath().toString());
        String lines = dataset.lines("Spark");
        String printed = dataset.printed(
                shell,
                lines,
                Map.of(
                        "SPARK_HOME", home.toString(),
                        "SPARK_SCALA_VERSION", "2.13",
                        "SPARK_LOCAL_IP", "127.0.0.1"));

        System.out.println(lines + "\n" + printed);
        dataset.requireFound(printed);
        assertThat(printed).endsWith("executors 2\n");
    }
}
