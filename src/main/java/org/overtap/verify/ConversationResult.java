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

    /** Both halves of one thing: it is seen if both are, and of what is wrong with them the first is told. */
    ConversationResult and(ConversationResult other) {
        return new ConversationResult(
                observed && other.observed,
                exact && other.exact,
                duplicates + other.duplicates,
                missing.or(other::missing),
                missing.isPresent() || other.missing.isPresent() ? Optional.empty() : inexact.or(other::inexact));
    }

    /** All of them together. */
    static Verdict verdict(List<ConversationResult> results) {
        return new Verdict(
                results.size(),
                count(results, ConversationResult::observed),
                count(results, ConversationResult::exact),
                results.stream()
                        .map(ConversationResult::missing)
                        .flatMap(Optional::stream)
                        .toList(),
                results.stream()
                        .map(ConversationResult::inexact)
                        .flatMap(Optional::stream)
                        .toList(),
                results.stream().mapToInt(ConversationResult::duplicates).sum());
    }

    private static int count(List<ConversationResult> results, Predicate<ConversationResult> which) {
        return (int) results.stream().filter(which).count();
    }
}
