package org.overtap.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the records say of one thing that was to be seen. */
record ConversationResult(
        boolean observed,
        boolean exact,
        int duplicates,
        Optional<Verdict.Missing> missing,
        Optional<Verdict.Inexact> inexact) {

    /** Its owner did not store it. */
    static ConversationResult missing(boolean observed, Verdict.Missing missing) {
        return new ConversationResult(observed, false, 0, Optional.of(missing), Optional.empty());
    }

    /** Its owner stored it, with or without something to complain about. */
    static ConversationResult stored(boolean observed, int duplicates, Optional<Verdict.Inexact> inexact) {
        return new ConversationResult(observed, inexact.isEmpty(), duplicates, Optional.empty(), inexact);
    }

    /** All of them together. */
    static Verdict verdict(List<ConversationResult> findings) {
        return new Verdict(
                findings.size(),
                count(findings, ConversationResult::observed),
                count(findings, ConversationResult::exact),
                findings.stream()
                        .map(ConversationResult::missing)
                        .flatMap(Optional::stream)
                        .toList(),
                findings.stream()
                        .map(ConversationResult::inexact)
                        .flatMap(Optional::stream)
                        .toList(),
                findings.stream().mapToInt(ConversationResult::duplicates).sum());
    }

    private static int count(List<ConversationResult> findings, Predicate<ConversationResult> which) {
        return (int) findings.stream().filter(which).count();
    }
}
