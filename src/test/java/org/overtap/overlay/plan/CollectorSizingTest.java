package org.overtap.overlay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.collectors.ExportSource;
import org.overtap.overlay.compact.CompactExports;
import org.overtap.topology.file.JsonDocument;

/** The arithmetic of the paper's section 4. */
class CollectorSizingTest {
    private static final double PAPERS_RATE = 10_000;

    /** The paper's format, with the sizes that the descriptor gives. */
    private static final ExportPacket V5 = ExportPacket.of(InstrumentCatalogue.builtIn()
            .get("pmacctd", Instrument.Kind.PROBE)
            .format("v5")
            .orElseThrow());

    @Test
    void thirtyRecordsFillADatagramOf1464Bytes() {
        assertThat(V5.payloadBytes()).isEqualTo(1464);
        assertThat(V5.packetBytes()).isEqualTo(1464 + 28);
    }

    @Test
    void tenThousandDatagramsASecondTake120Mbit() {
        double records = PAPERS_RATE * V5.records();
        assertThat(records).isEqualTo(300_000);
        assertThat(V5.mbit(records)).isCloseTo(119.4, within(0.05));
    }

    @Test
    void thatIsSevenAndAHalfCollectorsSoEightAreNeeded() {
        CollectorSizing sizing = CollectorSizing.of(300_000, 40_000, 1000, V5);
        assertThat(sizing.recordsPerSecond() / sizing.limit()).isCloseTo(7.5, within(1e-9));
        assertThat(sizing.lowerBound()).isEqualTo(8);
        assertThat(sizing.binding()).isEqualTo(CollectorSizing.Binding.CAPACITY);
    }

    @Test
    void aCollectorsCapacityTakes16MbitInFullDatagramsSoA100MbitPortDoesNotBind() {
        assertThat(V5.mbit(40_000)).isCloseTo(16, within(0.1));
        assertThat(CollectorSizing.of(300_000, 40_000, 100, V5).binding()).isEqualTo(CollectorSizing.Binding.CAPACITY);
    }

    @Test
    void evenOneRecordADatagramLeavesTheCapacityBinding() {
        ExportPacket single = new ExportPacket(24, 48, 1);
        assertThat(single.mbit(40_000)).isLessThan(100);
        assertThat(CollectorSizing.of(1, 40_000, 100, single).binding()).isEqualTo(CollectorSizing.Binding.CAPACITY);
    }

    @Test
    void aSlowPortOrAFastCollectorMakesTheControlNetworkBind() {
        CollectorSizing slow = CollectorSizing.of(300_000, 40_000, 10, V5);
        assertThat(slow.binding()).isEqualTo(CollectorSizing.Binding.CONTROL_NETWORK);
        assertThat(slow.limit()).isCloseTo(25_134, within(1.0));
        assertThat(slow.lowerBound()).isEqualTo(12);
        assertThat(CollectorSizing.of(300_000, 300_000, 100, V5).binding())
                .isEqualTo(CollectorSizing.Binding.CONTROL_NETWORK);
    }

    @Test
    void theBindingLimitIsNamedInTheDocument() {
        CollectorSizing sizing = CollectorSizing.of(300_000, 40_000, 10, V5);
        assertThat(JsonDocument.mapper().valueToTree(sizing).toString())
                .contains("\"binding\":\"control-network\"")
                .doesNotContain("remedy");
    }

    @Test
    void anExportTooLargeForOneCollectorIsSplitBetweenInterfaces() {
        CollectorSizing sizing = CollectorSizing.of(250, 100, 100, V5);
        List<ExportSource> parts = export(4, 240).split(new double[] {60, 60, 60, 60}, sizing);
        assertThat(parts).hasSize(4);
        assertThat(export(4, 240).split(new double[] {50, 50, 70, 70}, sizing)).hasSize(3);
        assertThat(parts.stream().flatMap(p -> p.interfaces().stream()).toList())
                .isEqualTo(export(4, 240).interfaces());
    }

    @Test
    void whatFitsExactlyIsNotSplit() {
        double rate = 500 / 60.0;
        CollectorSizing sizing = CollectorSizing.of(480 * rate, 1000, 100, V5);
        double[] rates = new double[480];
        java.util.Arrays.fill(rates, rate);
        assertThat(export(480, 480 * rate).split(rates, sizing)).hasSize(sizing.lowerBound());
        java.util.BitSet hub = new java.util.BitSet();
        hub.set(0);
        CompactExports exports = CompactExports.of(new int[] {480}, hub, rate, sizing);
        assertThat(exports.collectors()).isEqualTo(sizing.lowerBound());
    }

    @Test
    void oneInterfaceThatIsTooMuchForAnyCollectorIsRefusedWithAdvice() {
        CollectorSizing sizing = CollectorSizing.of(250, 100, 100, V5);
        assertThatThrownBy(() -> export(2, 250).split(new double[] {200, 50}, sizing))
                .isInstanceOf(PlanLimitException.class)
                .hasMessageContaining("n1:eth1")
                .hasMessageContaining("--active-timeout")
                .hasMessageContaining("--collector-capacity");
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new SizingOptions(-1, OptionalLong.empty(), 100))
                .isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> new SizingOptions(1, OptionalLong.of(0), 100)).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> new SizingOptions(1, OptionalLong.empty(), 0)).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> new SizingOptions(1, OptionalLong.empty(), Double.NaN))
                .isInstanceOf(PlanException.class);
    }

    private static ExportSource export(int interfaces, double rate) {
        List<OverlayPlan.MonitoredInterface> watched = java.util.stream.IntStream.rangeClosed(1, interfaces)
                .mapToObj(i -> new OverlayPlan.MonitoredInterface("eth" + i, "link" + i, i))
                .toList();
        return new ExportSource("n1", "pmacctd", watched, rate);
    }
}
