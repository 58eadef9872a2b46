package org.overtap.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.topology.IpAddress;

/** What of stored files belongs to the time since second 100. */
class StoredWindowTest {
    private static final Exporter ONE = Exporter.of(IpAddress.of("10.0.0.1"), 1).in(Optional.of("v9"));
    private static final Exporter TWO = Exporter.of(IpAddress.of("10.0.0.1"), 2).in(Optional.of("v9"));

    private static FileTotals file(String name, long closed, long gaps, Exporter... exporters) {
        return new FileTotals(
                name,
                closed,
                OptionalLong.of(gaps),
                Arrays.stream(exporters).map(e -> new ExporterTotal(e, 10)).toList());
    }

    private static StoredWindow of(FileTotals... files) {
        return StoredWindow.of(List.of(files), 100, exporter -> exporter);
    }

    private static List<Long> gaps(StoredWindow window) {
        return List.of(
                window.gaps(GapWindow::before).getAsLong(),
                window.gaps(GapWindow::around).getAsLong(),
                window.gaps(GapWindow::since).getAsLong());
    }

    @Test
    void aFileWasOpenFromWhenTheOneBeforeItWasClosed() {
        StoredWindow window = of(
                file("f.1", 90, 0, ONE),
                file("f.2", 99, 0, ONE, TWO),
                file("f.3", 101, 0, ONE),
                file("f.4", 103, 0, ONE),
                file("f.5", 105, 0, ONE));
        assertThat(window.exporters().get(ONE)).isEqualTo(new ExporterWindow(20, 10, 20));
        assertThat(window.exporters().get(TWO)).isEqualTo(new ExporterWindow(10, 0, 0));
        assertThat(window.oldest()).hasValue(90);
    }

    /** A clock of whole seconds does not tell what came first within one. */
    @Test
    void whatWasClosedInTheFirstSecondMayHaveBeenOpen() {
        StoredWindow window = of(file("f.1", 99, 1), file("f.2", 100, 2, ONE), file("f.3", 102, 4, ONE));
        assertThat(window.exporters().get(ONE)).isEqualTo(new ExporterWindow(0, 20, 0));
        assertThat(gaps(window)).containsExactly(1L, 6L, 0L);
    }

    /**
     * A jump before an exporter's first datagram since may be of what was lost before, and a datagram that makes numbers
     * jump may have no record that names its exporter.
     */
    @Test
    void jumpsSurelyCameSinceOnlyAfterEverybodyWasHeardSince() {
        StoredWindow window = of(
                file("f.1", 99, 1, ONE),
                file("f.2", 101, 10, ONE),
                file("f.3", 103, 100, ONE),
                file("f.4", 105, 1000, ONE),
                file("f.5", 107, 10_000, ONE, TWO),
                file("f.6", 109, 100_000),
                file("f.7", 111, 1_000_000, TWO));
        assertThat(gaps(window)).containsExactly(1L, 11_110L, 1_100_000L);
    }

    @Test
    void foldersFollowEachOtherByThemselves() {
        StoredWindow window = of(
                file("a/f.1", 99, 0, ONE),
                file("a/f.2", 102, 1, ONE),
                file("a/f.3", 104, 0, ONE),
                file("b/f.1", 102, 2, TWO),
                file("b/f.2", 104, 4, TWO),
                file("b/f.3", 106, 8, TWO));
        assertThat(window.gaps())
                .extracting(GapWindow::exporters)
                .containsExactly(java.util.Set.of(ONE), java.util.Set.of(TWO));
        assertThat(window.gaps()).extracting(gaps -> gaps.since().getAsLong()).containsExactly(0L, 8L);
        assertThat(window.gaps()).extracting(gaps -> gaps.around().getAsLong()).containsExactly(1L, 6L);
    }

    @Test
    void whatOneFileDoesNotTellIsNotKnown() {
        StoredWindow window = StoredWindow.of(
                List.of(
                        file("f.1", 90, 3, ONE),
                        new FileTotals("f.2", 95, OptionalLong.empty(), List.of()),
                        file("f.3", 101, 5, ONE)),
                100,
                exporter -> exporter);
        assertThat(window.gaps(GapWindow::before)).isEmpty();
        assertThat(window.gaps(GapWindow::around)).hasValue(5);
    }
}
