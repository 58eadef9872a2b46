package org.overtap.record.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.ExporterEntry;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;

/** A collector's clock has milliseconds: packets that come together are alike in all that is stored of them. */
class AlikePacketsTest {
    @ParameterizedTest
    @CsvSource({"false, 0-0 2 in 1 unmarked", "true, 0-0 6 in 3 unmarked"})
    void whereEachPacketIsARecordNoneIsTakenForOneThatIsToldAgain(boolean packets, String row) throws Exception {
        ExporterEntry.Told told = new ExporterEntry.Told(
                RowsOfOneProbeTest.OWNER.address().toString(),
                1,
                "pmacctd",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        ExporterEntry entry = ExporterEntry.at(RowsOfOneProbeTest.LAN, "n1", "eth1", told)
                .telling(Optional.of(new OverlayPlan.Wire("sflow", 0, false, packets)));
        Measurement measurement = new Measurement(
                "p/lan",
                "0123456",
                RowsOfOneProbeTest.LAN,
                RowsOfOneProbeTest.PLAN,
                List.of(entry),
                Optional.of(RowsOfOneProbeTest.NOON),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        FlowRecord one = RowsOfOneProbeTest.record(RowsOfOneProbeTest.KEY, 0, 0);
        assertThat(RowsOfOneProbeTest.rows(measurement, one, one, one)).containsExactly(row);
    }
}
