package org.overtap.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the records say of one thing that was to be seen. */
record Finding(
        boolean observed,
        boolean exact,
        int duplicates,
        Optional<Verdict.Missing> missing,
        Optional<Verdict.Inexact> inexact) {

    /** Its owner did not store it. */
    static Finding missing(boolean observed, Verdict.Missing missing) {
        return new Finding(observed, false, 0, Optional.of(missing), Optional.empty());
    }

    /** Its owner stored it, with or without something to complain about. */
    static Finding stored(boolean observed, int duplicates, Optional<Verdict.Inexact> inexact) {
        return new Finding(observed, inexact.isEmpty(), duplicates, Optional.empty(), inexact);
    }

    /** All of them together. */
    static Verdict verdict(List<Finding> findings) {
        return new Verdict(
                findings.size(),
                count(findings, Finding::observed),
                count(findings, Finding::exact),
                findings.stream()
                        .map(Finding::missing)
                        .flatMap(Optional::stream)
                        .toList(),
                findings.stream()
                        .map(Finding::inexact)
                        .flatMap(Optional::stream)
                        .toList(),
                findings.stream().mapToInt(Finding::duplicates).sum());
    }

    private static int count(List<Finding> findings, Predicate<Finding> which) {
        return (int) findings.stream().filter(which).count();
    }
}
