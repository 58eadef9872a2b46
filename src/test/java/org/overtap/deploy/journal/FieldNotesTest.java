package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.TopologyException;

/** Runs have plain names, one at a time; of clocks as much is kept as is needed to tell how they went. */
class FieldNotesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static Instant after(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static final FieldNotes ONE = FieldNotes.NONE.started("first", NOON).stopped("first", after(10));

    @Test
    void aRunBeginsAndEnds() {
        assertThat(ONE.started("second", after(10)).runs())
                .extracting(NamedRun::name, run -> run.stop().isPresent())
                .containsExactly(tuple("first", true), tuple("second", false));
    }

    @Test
    void whatCannotBeIsSaid() {
        FieldNotes open = ONE.started("second", after(11));
        assertRefused(() -> ONE.started("first", after(11)), "first was started already", "another name");
        assertRefused(() -> open.started("second", after(12)), "second was started already", "stop it first");
        assertRefused(() -> open.started("third", after(12)), "second goes on", "before third is started");
        assertRefused(
                () -> open.stopped("third", after(12)), "no run was started that is called third", "first, second");
        assertRefused(() -> FieldNotes.NONE.stopped("x", NOON), "no run was started that is called x");
        assertRefused(() -> open.stopped("first", after(12)), "first is over");
        assertRefused(() -> open.stopped("second", after(10)), "set back");
        assertRefused(() -> ONE.started("second", after(9)), "set back");
    }

    private static void assertRefused(ThrowingCallable change, String... words) {
        assertThatThrownBy(change).isInstanceOf(TopologyException.class).hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unmarked", "a b", "a/b", "..", "-x", "a\nb", "é", "run=1"})
    void aNameThatWouldNotNameAFolderIsRefused(String name) {
        assertRefused(() -> FieldNotes.NONE.started(name, NOON), "name consists of");
    }

    private static ClockReading clock(int millis, int seconds) {
        return new ClockReading("n1", millis, 5, after(seconds));
    }

    @Test
    void ofAClockThatGoesOnEvenlyTheFirstAndTheLastReadingAreKept() {
        FieldNotes notes = FieldNotes.NONE;
        for (int i = 0; i < 100; i++) {
            notes = notes.compared(List.of(clock(3_600_000 + i, i), new ClockReading("n2", 0, 5, after(i))));
        }
        assertThat(notes.clocks()).hasSize(4);
        assertThat(notes.latestClocks())
                .extracting(ClockReading::node, ClockReading::at)
                .containsExactly(tuple("n1", after(99)), tuple("n2", after(99)));
    }

    @Test
    void whereAClockWasSetBothSidesAreKept() {
        FieldNotes notes = FieldNotes.NONE;
        for (int i = 0; i < 4; i++) {
            notes = notes.compared(List.of(clock(3_600_000, i)));
        }
        for (int i = 4; i < 8; i++) {
            notes = notes.compared(List.of(clock(10, i)));
        }
        assertThat(notes.clocks()).extracting(ClockReading::at).containsExactly(NOON, after(3), after(4), after(7));
    }

    @Test
    void onlyAClockThatIsCertainlyOffIsOff() {
        assertThat(clock(1001, 0).off()).isTrue();
        assertThat(clock(-1001, 0).off()).isTrue();
        assertThat(clock(1000, 0).off()).isFalse();
        assertThat(new ClockReading("n1", 1400, 1500, NOON).off()).isFalse();
    }

    @Test
    void aVersionTakesThePlaceOfTheOneBefore() {
        FieldNotes notes = FieldNotes.NONE
                .with(List.of(
                        new FieldNotes.ProgramVersion("n1", "pmacctd", "1"),
                        new FieldNotes.ProgramVersion("n2", "pmacctd", "1")))
                .with(List.of(new FieldNotes.ProgramVersion("n1", "pmacctd", "2")));
        assertThat(notes.versions())
                .extracting(FieldNotes.ProgramVersion::node, FieldNotes.ProgramVersion::version)
                .containsExactlyInAnyOrder(tuple("n1", "2"), tuple("n2", "1"));
    }
}
