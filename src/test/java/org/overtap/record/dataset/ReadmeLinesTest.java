package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a dataset's README tells people to type is typed, and tells them what is in the dataset. */
class ReadmeLinesTest {
    /** After the lines for pandas: the same for programs. */
    private static final String TELL = """
            most = flows.groupby(['src', 'dst'])['bytes'].sum().nlargest(10)
            print('\\n' + '\\n'.join(f'{a}\\t{b}\\t{n}' for (a, b), n in most.items()) + '\\n')
            carried = pandas.concat([flows, crossings]).groupby('segment')['bytes'].sum().sort_values(ascending=False)
            print('\\n'.join(f'{s}\\t{n}' for s, n in carried.items()) + '\\n')
            assert str(flows['first'].dt.tz) == 'UTC', flows['first'].dtype
            assert flows['src_port'].isna().all() and (flows['protocol'] == 17).all()
            """;

    @TempDir
    Path folder;

    /** The first that has pandas: Debian's own may stand behind another in the path. */
    private static Optional<String> python() throws Exception {
        for (String python : List.of(System.getProperty("overtap.python", "python3"), "/usr/bin/python3")) {
            if (hasPandas(python)) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }

    private static boolean hasPandas(String python) throws Exception {
        try {
            return new ProcessBuilder(python, "-c", "import pandas")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(TableForm.class)
    void inDuckDb(TableForm form) throws Exception {
        OpenedDataset dataset = OpenedDataset.made(folder.resolve("set"), EnumSet.of(form));
        List<String> shell = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        shell.addAll(List.of("-cp", System.getProperty("java.class.path"), DuckDbShell.class.getName()));

        dataset.requireFound(dataset.printed(shell, dataset.lines("DuckDB"), Map.of()));
    }

    @Test
    void inPandas() throws Exception {
        Optional<String> python = python();
        assumeTrue(python.isPresent(), "pandas is not installed");
        OpenedDataset dataset = OpenedDataset.made(folder.resolve("set"), Set.of(TableForm.CSV));
        String lines = dataset.lines("pandas");
        String printed = dataset.printed(List.of(python.get(), "-"), lines, Map.of());

        assertThat(printed).contains(dataset.segments().get(0).split("\t")[1]);
        String told =
                dataset.printed(List.of(python.get(), "-"), lines.replaceAll("(?m)^print.*\n", "") + TELL, Map.of());
        dataset.requireFound(told.strip() + "\n\n");
    }
}
