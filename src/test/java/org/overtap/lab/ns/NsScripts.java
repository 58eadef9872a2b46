package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Scripts of two nodes, a and b, with some statements between them and `run`. */
final class NsScripts {
    private NsScripts() {}

    /** The statements begin on line 7. */
    static String around(String statements) {
        String text = """
                source tb_compat.tcl
                set ns [new Simulator]

                # two nodes
                set a [$ns node]
                set b [$ns node]
                """;
        return text + statements.stripTrailing() + "\n$ns run\n";
    }

    static VirtualExperiment evaluate(String statements) throws NsScriptException {
        return new NsEvaluator().evaluate("testproj", "exp1", around(statements));
    }

    /** The row of a table whose first columns have the given values; fails unless there is exactly one. */
    static Map<String, String> row(VirtualExperiment experiment, String table, String column, String value) {
        List<Map<String, String>> found = experiment.rows(table).stream()
                .filter(row -> value.equals(row.get(column)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " rows of " + table + " have " + column + "=" + value);
        }
        return found.get(0);
    }

    /** Requires values in the row of a table that a key tells; the key is {@code column=value}, as each value is. */
    static void requireRow(String statements, String table, String key, String expected) throws NsScriptException {
        VirtualExperiment experiment = evaluate(statements);
        String[] keys = (key.isEmpty() ? "use_ipassign=0" : key).split("=", 2);
        Map<String, String> row = row(experiment, table, keys[0], keys[1]);
        assertThat(words(expected))
                .allSatisfy((column, value) ->
                        assertThat(String.valueOf(row.get(column))).as(column).isEqualTo(value));
    }

    /** {@code column=value} pairs; a middle dot stands for a blank. */
    private static Map<String, String> words(String expected) {
        return Arrays.stream(expected.split(" "))
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(word -> word[0], word -> word[1].replace('·', ' ')));
    }
}
