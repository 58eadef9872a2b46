package org.overtap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoundCheckTest {
    private static Measured row(String family, long size, String tool, long probes, long bound) {
        return new Measured(family, size, tool, 1, 1, probes, bound, "");
    }

    @Test
    void boundsBelowAllAnswersAreNoFault() {
        assertThat(BoundCheck.faults(List.of(
                        row("er4", 1000, "a", 522, 522),
                        row("er4", 1000, "b", 530, 511),
                        row("er4", 1000, "without a bound", 548, -1))))
                .isEmpty();
    }

    @Test
    void aBoundAboveAnotherToolsAnswerNamesBoth() {
        assertThat(BoundCheck.faults(List.of(row("er4", 1000, "a", 530, 524), row("er4", 1000, "b", 523, 500))))
                .containsExactly("er4 1000: a says that fewer than 524 probes cannot do, but b found 523");
    }

    @Test
    void aBoundAboveTheToolsOwnAnswerIsAFault() {
        assertThat(BoundCheck.faults(List.of(row("ba", 10, "a", 4, 5)))).hasSize(1);
    }

    @Test
    void otherSizesAndFamiliesAreOtherProblems() {
        assertThat(BoundCheck.faults(
                        List.of(row("ba", 10, "a", 4, 4), row("ba", 20, "a", 8, 8), row("grid", 20, "a", 3, 3))))
                .isEmpty();
    }

    @Test
    void aToolWithoutAnAnswerStillHasABound() {
        assertThat(BoundCheck.faults(List.of(row("ba", 10, "a", 4, 4), row("ba", 10, "b", -1, 5))))
                .hasSize(1);
        assertThat(BoundCheck.faults(List.of(row("ba", 10, "b", -1, 5)))).isEmpty();
    }

    @Test
    void rowsThatWereNotRunSayNothing() {
        Measured missing = Measured.missing("ba", 10, "b", "over 240 s");
        assertThat(BoundCheck.faults(List.of(row("ba", 10, "a", 4, 4), missing)))
                .isEmpty();
    }
}
