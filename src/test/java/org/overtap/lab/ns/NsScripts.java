package org.overtap.lab.ns;

import java.util.List;
import java.util.Map;

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
}
