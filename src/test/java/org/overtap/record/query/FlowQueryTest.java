package org.overtap.record.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.filter.FlowExpression;
import org.overtap.record.table.Column;

/** Sums against sums that are made row by row with maps. */
class FlowQueryTest {
    private static final MadeFlows FLOWS = MadeFlows.random(5, 3000);

    /** Of each grouping, the keys under which a flow is counted, as one reads them in the manual. */
    private static final Map<Grouping, Function<MadeRow, Set<String>>> KEYS = Map.ofEntries(
            Map.entry(Grouping.SRCIP, row -> keys(key(row, Column.SRC))),
            Map.entry(Grouping.DSTIP, row -> keys(key(row, Column.DST))),
            Map.entry(Grouping.IP, row -> keys(key(row, Column.SRC), key(row, Column.DST))),
            Map.entry(Grouping.SRCPORT, row -> keys(key(row, Column.SRC_PORT))),
            Map.entry(Grouping.DSTPORT, row -> keys(key(row, Column.DST_PORT))),
            Map.entry(Grouping.PORT, row -> keys(key(row, Column.SRC_PORT), key(row, Column.DST_PORT))),
            Map.entry(Grouping.PROTO, row -> keys(key(row, Column.PROTOCOL))),
            Map.entry(Grouping.TOS, row -> keys(key(row, Column.TOS))),
            Map.entry(Grouping.VLAN, row -> keys(key(row, Column.VLAN))),
            Map.entry(Grouping.SRCMAC, row -> keys(key(row, Column.SRC_MAC))),
            Map.entry(Grouping.DSTMAC, row -> keys(key(row, Column.DST_MAC))),
            Map.entry(Grouping.SRCNODE, row -> keys(key(row, Column.SRC_NODE))),
            Map.entry(Grouping.DSTNODE, row -> keys(key(row, Column.DST_NODE))),
            Map.entry(Grouping.NODE, row -> keys(key(row, Column.SRC_NODE), key(row, Column.DST_NODE))),
            Map.entry(Grouping.PROBE, row -> keys(key(row, Column.PROBE))),
            Map.entry(Grouping.SIDE, row -> keys(key(row, Column.SIDE))),
            Map.entry(Grouping.NOISE, row -> keys(key(row, Column.NOISE))),
            Map.entry(Grouping.RUN, row -> keys(key(row, Column.RUN))),
            Map.entry(Grouping.NODES, row -> keys(key(row, Column.SRC_NODE) + " " + key(row, Column.DST_NODE))),
            Map.entry(Grouping.PAIR, row -> keys(key(row, Column.SRC) + " " + key(row, Column.DST))),
            Map.entry(
                    Grouping.RECORD,
                    row -> keys(key(row, Column.PROTOCOL) + " " + end(row, Column.SRC, Column.SRC_PORT) + " "
                            + end(row, Column.DST, Column.DST_PORT))),
            Map.entry(Grouping.SEGMENT, row -> keys(key(row, Column.SEGMENT))));

    private static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    private static String key(MadeRow row, Column column) {
        return row.has(column) ? row.value(column).toString() : "-";
    }

    private static String end(MadeRow row, Column address, Column port) {
        return key(row, address) + " " + key(row, port);
    }

    private static FlowAnswer ask(FlowQuestion question, String filter) throws Exception {
        return new FlowQuery(question, FlowExpression.of(filter), false).ask(FLOWS);
    }

    private static TopFlows top(Grouping by, FlowOrder order, int limit, boolean twoWay) throws Exception {
        return (TopFlows)
                ask(new FlowQuestion.Top(by, order, limit, twoWay, false), "").view();
    }

    private static String words(TopFlows.Entry entry) {
        return entry.key().stream().map(part -> part.orElse("-")).collect(Collectors.joining(" "));
    }

    /** Flows, packets and bytes of each group. */
    private static Map<String, List<Long>> sums(List<MadeRow> rows, Function<MadeRow, Set<String>> keys) {
        Map<String, List<Long>> sums = new HashMap<>();
        for (MadeRow row : rows) {
            for (String key : keys.apply(row)) {
                sums.merge(
                        key,
                        List.of(1L, row.number(Column.PACKETS), row.number(Column.BYTES)),
                        (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
            }
        }
        return sums;
    }

    private static List<Long> counts(FlowCounts counts) {
        return List.of(counts.flows(), counts.packets(), counts.bytes());
    }

    private static List<MadeRow> both() {
        List<MadeRow> both = new ArrayList<>(FLOWS.flows());
        both.addAll(FLOWS.crossings());
        return both;
    }

    @Test
    void everyGroupingSumsUpWhatItIsAbout() throws Exception {
        for (Grouping by : Grouping.values()) {
            if (by == Grouping.CONVERSATION) {
                continue;
            }
            TopFlows all = top(by, FlowOrder.BYTES, 0, false);
            Map<String, List<Long>> wanted = sums(by == Grouping.SEGMENT ? both() : FLOWS.flows(), KEYS.get(by));
            Map<String, List<Long>> got =
                    all.top().stream().collect(Collectors.toMap(FlowQueryTest::words, entry -> counts(entry.counts())));
            assertThat(got).as(by.word()).isEqualTo(wanted);
            assertThat(all.groups()).as(by.word()).isEqualTo(wanted.size());
        }
        assertThat(FLOWS.crossings()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BYTES, 2", "PACKETS, 1", "FLOWS, 0"})
    void theFirstOnesAreThoseThatHaveMost(FlowOrder order, int index) throws Exception {
        List<Long> wanted = sums(FLOWS.flows(), KEYS.get(Grouping.RECORD)).values().stream()
                .map(sum -> sum.get(index))
                .sorted((a, b) -> Long.compare(b, a))
                .limit(7)
                .toList();
        TopFlows top = top(Grouping.RECORD, order, 7, false);
        assertThat(top.top())
                .extracting(entry -> counts(entry.counts()).get(index))
                .isEqualTo(wanted);
        assertThat(top.groups()).isGreaterThan(7);
    }

    /** Each direction's flows are those that the one-way view has for it, and the earlier one went there. */
    @Test
    void aTwoWayGroupIsBothOfItsDirections() throws Exception {
        for (Grouping by : List.of(Grouping.PAIR, Grouping.RECORD, Grouping.NODES)) {
            Map<String, List<Long>> oneWay = sums(FLOWS.flows(), KEYS.get(by));
            TopFlows all = top(by, FlowOrder.BYTES, 0, true);
            long turned = 0;
            for (TopFlows.Entry entry : all.top()) {
                assertThat(counts(entry.counts())).isEqualTo(oneWay.remove(words(entry)));
                List<Long> none = List.of(0L, 0L, 0L);
                assertThat(counts(entry.back()))
                        .isEqualTo(
                                Optional.ofNullable(oneWay.remove(back(entry))).orElse(none));
                assertThat(entry.back().first().orElse(Long.MAX_VALUE))
                        .isGreaterThanOrEqualTo(entry.counts().first().orElse(Long.MAX_VALUE));
                turned += entry.key().get(0).equals(entry.key().get(1))
                        ? 0
                        : entry.back().flows();
            }
            assertThat(oneWay).as("what is in no two-way group").isEmpty();
            assertThat(turned).isPositive();
        }
    }

    private static String back(TopFlows.Entry entry) {
        String[] parts = words(entry).split(" ");
        return parts.length == 2
                ? parts[1] + " " + parts[0]
                : String.join(" ", parts[0], parts[3], parts[4], parts[1], parts[2]);
    }

    @Test
    void aConversationIsATwoWayPair() throws Exception {
        assertThat(top(Grouping.CONVERSATION, FlowOrder.BYTES, 0, false).top())
                .isEqualTo(top(Grouping.PAIR, FlowOrder.BYTES, 0, true).top());
    }

    @Test
    void aMatrixHasEveryPairOnceInTheOrderOfNames() throws Exception {
        TopFlows matrix = (TopFlows) ask(new FlowQuestion.Top(Grouping.NODES, FlowOrder.BYTES, 0, false, true), "")
                .view();
        assertThat(matrix.top().stream().collect(Collectors.toMap(FlowQueryTest::words, e -> counts(e.counts()))))
                .isEqualTo(sums(FLOWS.flows(), KEYS.get(Grouping.NODES)));
        assertThat(matrix.top())
                .extracting(entry -> entry.key().get(0).orElse("-"))
                .startsWith("-", "-");
        List<String> rows = matrix.top().stream()
                .map(e -> e.key().get(0).orElse("-"))
                .distinct()
                .toList();
        assertThat(rows).endsWith("n9", "n10");
    }

    @Test
    void theTotalTellsEachFlowOnceWhateverItIsSummedUpBy() throws Exception {
        for (Grouping by : Grouping.values()) {
            FlowCounts total = ask(new FlowQuestion.Top(by, FlowOrder.BYTES, 1, false, false), "")
                    .total();
            assertThat(total.flows()).as(by.word()).isEqualTo(3000);
            assertThat(total.bytes()).as(by.word()).isEqualTo(FLOWS.tally().bytes());
        }
    }

    /** On one segment no flow is twice, and what crosses it is there. */
    @Test
    void aFilterForOneSegmentSeesWhatCrossesIt() throws Exception {
        FlowAnswer answer = ask(
                new FlowQuestion.Top(Grouping.SRCIP, FlowOrder.BYTES, 0, false, false), "proto udp and segment lan2");
        List<MadeRow> there = both().stream()
                .filter(row -> row.text(Column.SEGMENT).equals("lan2") && row.number(Column.PROTOCOL) == 17)
                .toList();
        assertThat(answer.total().flows()).isEqualTo(there.size());
        assertThat(((TopFlows) answer.view()).top())
                .extracting(entry -> counts(entry.counts()))
                .containsExactlyInAnyOrderElementsOf(
                        sums(there, KEYS.get(Grouping.SRCIP)).values());
    }

    /** Over several segments each flow is looked at once: it is on all that it crosses. */
    @Test
    void aFilterForSeveralSegmentsCountsAFlowOnce() throws Exception {
        FlowAnswer answer = ask(
                new FlowQuestion.Top(Grouping.SRCIP, FlowOrder.BYTES, 0, false, false), "segment lan2 or segment lan3");
        long there = FLOWS.flows().stream()
                .filter(row -> (row.text(Column.SEGMENT) + " " + key(row, Column.PATH)).matches(".*lan[23].*"))
                .count();
        assertThat(answer.total().flows()).isEqualTo(there);
        assertThat(answer.unfit()).isEqualTo(3000 - there);
    }

    @ParameterizedTest
    @ValueSource(longs = {999_983, 10_000_000, 3_600_000_000L})
    void aSeriesAddsUpToWhatItSpreads(long every) throws Exception {
        FlowSeries series = (FlowSeries) ask(new FlowQuestion.Series(every), "").view();
        Map<String, List<Long>> got = new HashMap<>();
        for (FlowSeries.Step step : series.steps()) {
            assertThat(step.start() % every).isZero();
            got.merge(
                    step.segment(),
                    List.of(step.flows(), step.packets(), step.bytes()),
                    (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
        }
        assertThat(got).isEqualTo(sums(both(), KEYS.get(Grouping.SEGMENT)));
        assertThat(series.steps().size() % series.segments().size()).isZero();
    }

    @Test
    void aSeriesOfTooManyStepsEndsInWords() {
        assertThatThrownBy(() -> ask(new FlowQuestion.Series(1_000), ""))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("--every");
        MadeRow early = MadeRow.of(Column.SEGMENT, "a", Column.FIRST, 0, Column.PACKETS, 1, Column.BYTES, 40);
        MadeRow late = MadeRow.of(Column.SEGMENT, "a", Column.FIRST, 1L << 60, Column.PACKETS, 1, Column.BYTES, 40);
        assertThatThrownBy(() -> new FlowQuery(new FlowQuestion.Series(1_000_000), FlowExpression.ALL, false)
                        .ask(new MadeFlows(List.of(early, late), List.of())))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("make the steps longer");
    }

    /** What was there at any time is what had passed by then, to a packet and a byte. */
    @Test
    void aFlowIsSpreadEvenly() throws Exception {
        MadeRow row = MadeRow.of(
                Column.SEGMENT,
                "lan0",
                Column.FIRST,
                5_000_000L,
                Column.LAST,
                35_000_000L,
                Column.PACKETS,
                10,
                Column.BYTES,
                1000);
        FlowSeries series = (FlowSeries) new FlowQuery(new FlowQuestion.Series(10_000_000), FlowExpression.ALL, false)
                .ask(new MadeFlows(List.of(row), List.of()))
                .view();
        assertThat(series.steps())
                .containsExactly(
                        new FlowSeries.Step(0, "lan0", 1, 1, 166),
                        new FlowSeries.Step(10_000_000, "lan0", 0, 4, 334),
                        new FlowSeries.Step(20_000_000, "lan0", 0, 3, 333),
                        new FlowSeries.Step(30_000_000, "lan0", 0, 2, 167));
    }

    @Test
    void hugeCountsOverLongTimesAreSpreadWithoutOverflow() {
        long year = 365L * 86_400 * 1_000_000;
        assertThat(EvenSpread.share(Long.MAX_VALUE / 2, year, year)).isEqualTo(Long.MAX_VALUE / 2);
        assertThat((double) EvenSpread.share(Long.MAX_VALUE / 2, year / 4, year))
                .isCloseTo(Long.MAX_VALUE / 8.0, org.assertj.core.data.Percentage.withPercentage(1e-4));
    }

    @Test
    void whatHasNoTimeIsInNoStepAndIsTold() throws Exception {
        MadeRow row = MadeRow.of(Column.SEGMENT, "lan0", Column.PACKETS, 3, Column.BYTES, 100);
        FlowSeries series = (FlowSeries) new FlowQuery(new FlowQuestion.Series(1), FlowExpression.ALL, false)
                .ask(new MadeFlows(List.of(row), List.of()))
                .view();
        assertThat(series.steps()).isEmpty();
        assertThat(series.timeless().packets()).isEqualTo(3);
    }

    @Test
    void aListHasTheFirstFlowsOfItsOrderWhole() throws Exception {
        FlowList list = (FlowList) ask(new FlowQuestion.Listing(FlowOrder.PACKETS, 20), "proto tcp")
                .view();
        List<Long> wanted = FLOWS.flows().stream()
                .filter(row -> row.number(Column.PROTOCOL) == 6)
                .map(row -> row.number(Column.PACKETS))
                .sorted((a, b) -> Long.compare(b, a))
                .limit(20)
                .toList();
        assertThat(list.rows()).extracting(row -> row.number(Column.PACKETS)).isEqualTo(wanted);
        assertThat(list.rows()).allMatch(row -> row.text(Column.DST_MAC).startsWith("02:00"));
        FlowList all =
                (FlowList) ask(new FlowQuestion.Listing(FlowOrder.START, 0), "").view();
        assertThat(all.rows()).hasSize(3000);
        List<Long> times = all.rows().stream()
                .filter(row -> row.has(Column.FIRST))
                .map(row -> row.number(Column.FIRST))
                .toList();
        assertThat(times).isSorted();
    }

    @Test
    void noiseIsLeftOutAndCounted() throws Exception {
        FlowQuestion question = new FlowQuestion.Top(Grouping.PROTO, FlowOrder.BYTES, 0, false, false);
        FlowAnswer answer = new FlowQuery(question, FlowExpression.of("run second"), true).ask(FLOWS);
        List<MadeRow> second = FLOWS.flows().stream()
                .filter(row -> row.text(Column.RUN).equals("second"))
                .toList();
        long noise = FLOWS.flows().stream().filter(row -> row.has(Column.NOISE)).count();
        long noiseThere = second.stream().filter(row -> row.has(Column.NOISE)).count();
        assertThat(noiseThere).isPositive();
        assertThat(answer.noise()).isEqualTo(noise);
        assertThat(answer.total().flows()).isEqualTo(second.size() - noiseThere);
        assertThat(answer.total().flows() + answer.noise() + answer.unfit()).isEqualTo(3000);
    }

    @Test
    void moreGroupsThanAreHeldEndTheQueryInWords() {
        TopBuilder few = new TopBuilder(new FlowQuestion.Top(Grouping.SRCIP, FlowOrder.BYTES, 10, false, false), 11);
        assertThatThrownBy(() -> FLOWS.flows().forEach(few::add))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("more than 11 of what is asked --by srcip")
                .hasMessageContaining("--filter");
        ListBuilder list = new ListBuilder(new FlowQuestion.Listing(FlowOrder.START, 0), 100);
        assertThatThrownBy(() -> FLOWS.flows().forEach(list::add))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("overtap dataset");
    }

    @Test
    void questionsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new FlowQuestion.Top(Grouping.SEGMENT, FlowOrder.BYTES, 1, true, false))
                .hasMessageContaining("--by record, pair or nodes");
        assertThatThrownBy(() -> new FlowQuestion.Top(Grouping.SRCIP, FlowOrder.START, 1, false, false))
                .hasMessageContaining("bytes, packets or flows");
        assertThatThrownBy(() -> new FlowQuestion.Listing(FlowOrder.FLOWS, 1)).hasMessageContaining("start");
        assertThatThrownBy(() -> new FlowQuestion.Series(0)).hasMessageContaining("10s");
    }

    @Test
    void ratesAreThoseOfNfdump() {
        FlowCounts counts =
                new FlowCounts(4, 4, 384, java.util.OptionalLong.of(1_000_000), java.util.OptionalLong.of(41_500_000));
        assertThat(counts.bitsPerSecond()).isEqualTo(75);
        assertThat(counts.packetsPerSecond()).isZero();
        assertThat(counts.bytesPerPacket()).isEqualTo(96);
        assertThat(FlowCounts.NONE.bitsPerSecond()).isZero();
        assertThat(org.overtap.record.table.FlowTally.plus(Long.MAX_VALUE, 5)).isEqualTo(Long.MAX_VALUE);
    }
}
