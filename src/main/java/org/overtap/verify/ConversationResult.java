package org.overtap.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the records say of one thing that was to be seen. */
record ConversationResult(
        boolean observed,
        boolean exact,
        int duplicates,
        Optional<Verdict.Missing> missing,
        Optional<Verdict.Unanswered> unanswered,
        Optional<Verdict.Inexact> inexact) {

    /** Its owner did not store it, though it passed. */
    static ConversationResult missing(boolean observed, Verdict.Missing missing) {
        return new ConversationResult(observed, false, 0, Optional.of(missing), Optional.empty(), Optional.empty());
    }

    /** Nothing can be said of it. */
    static ConversationResult unanswered(boolean observed, Verdict.Unanswered unanswered) {
        return new ConversationResult(observed, false, 0, Optional.empty(), Optional.of(unanswered), Optional.empty());
    }

    /** Its owner stored it, with or without something to complain about. */
    static ConversationResult stored(boolean observed, int duplicates, Optional<Verdict.Inexact> inexact) {
        return new ConversationResult(
                observed, inexact.isEmpty(), duplicates, Optional.empty(), Optional.empty(), inexact);
    }

    /** Both halves of one thing: it is seen if both are, and of what is wrong with them the worst is told. */
    ConversationResult and(ConversationResult other) {
        Optional<Verdict.Missing> worst = missing.or(other::missing);
        Optional<Verdict.Unanswered> worse = worst.isPresent() ? Optional.empty() : unanswered.or(other::unanswered);
        return new ConversationResult(
                observed && other.observed,
                exact && other.exact,
                duplicates + other.duplicates,
                worst,
                worse,
                worst.isPresent() || worse.isPresent() ? Optional.empty() : inexact.or(other::inexact));
    }

    /** All of them together. */
    static Verdict verdict(List<ConversationResult> results) {
        return new Verdict(
                results.size(),
                count(results, ConversationResult::observed),
                count(results, ConversationResult::exact),
                all(results, ConversationResult::missing),
                all(results, ConversationResult::unanswered),
                all(results, ConversationResult::inexact),
                results.stream().mapToInt(ConversationResult::duplicates).sum());
    }

    private static <T> List<T> all(List<ConversationResult> results, Function<ConversationResult, Optional<T>> what) {
        return results.stream().map(what).flatMap(Optional::stream).toList();
    }

    private static int count(List<ConversationResult> results, Predicate<ConversationResult> which) {
        return (int) results.stream().filter(which).count();
    }
}
