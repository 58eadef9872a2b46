package org.overtap.bench;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** No lower bound may be above anybody's answer to the same problem: one of the two tools would be wrong. */
final class BoundCheck {
    private BoundCheck() {}

    /** What contradicts, a line each; empty when all rows agree. */
    static List<String> faults(List<Measured> rows) {
        return rows.stream()
                .filter(row -> row.note().isEmpty())
                .collect(Collectors.groupingBy(
                        row -> row.family() + " " + row.size(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(problem -> contradiction(problem.getKey(), problem.getValue()).stream())
                .toList();
    }

    private static List<String> contradiction(String problem, List<Measured> rows) {
        List<Measured> answers = rows.stream().filter(row -> row.probes() >= 0).toList();
        if (answers.isEmpty()) {
            return List.of();
        }
        Measured fewest =
                answers.stream().min(Comparator.comparing(Measured::probes)).orElseThrow();
        Measured highest =
                rows.stream().max(Comparator.comparing(Measured::bound)).orElseThrow();
        return highest.bound() <= fewest.probes()
                ? List.of()
                : List.of(problem + ": " + highest.tool() + " says that fewer than " + highest.bound()
                        + " probes cannot do, but " + fewest.tool() + " found " + fewest.probes());
    }
}
