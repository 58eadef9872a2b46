package org.overtap.lifecycle.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.query.MadeRow;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/** What becomes of a flow's rows where a segment is left out. */
class SelectedRowsTest {
    private static final FlowTally TALLY = new FlowTally(9, 6, 3, 0, 0, 0, 0, 0, List.of(), 2, 20, 200, 4);

    private final List<String> told = new ArrayList<>();
    private final FlowRows sink = new FlowRows() {
        @Override
        public void flow(FlowRow row) {
            told.add("flow " + row.text(Column.SEGMENT));
        }

        @Override
        public void crossing(FlowRow row) {
            told.add("crossing " + row.text(Column.SEGMENT));
        }
    };

    private static FlowRow row(String segment, String path) {
        return MadeRow.of(
                Column.SEGMENT,
                segment,
                Column.PATH,
                path,
                Column.RUN,
                "unmarked",
                Column.PACKETS,
                10,
                Column.BYTES,
                100,
                Column.RECORDS,
                1);
    }

    private FlowTally without(Set<String> excluded, Set<String> probed, String path) throws Exception {
        SelectedRows rows = new SelectedRows(new FlowSelection(excluded, Optional.empty()), probed, sink);
        rows.flow(row("a", path));
        rows.crossing(row("b", path));
        rows.crossing(row("c", path));
        return rows.tally(TALLY);
    }

    @Test
    void theNextSegmentOnTheWayCountsWhatOneThatIsLeftOutCounted() throws Exception {
        FlowTally tally = without(Set.of("a"), Set.of("a", "b", "c"), "a b c");
        assertThat(told).containsExactly("flow b", "crossing c");
        assertThat(tally.flows()).isEqualTo(1);
        assertThat(tally.packets()).isEqualTo(10);
        assertThat(tally.crossings()).isEqualTo(1);
        assertThat(tally.excluded()).isEqualTo(1);
        assertThat(tally.counted()).isEqualTo(5);
    }

    @Test
    void oneThatNobodyProbesDoesNotStandInTheWay() throws Exception {
        without(Set.of("a"), Set.of("a", "c", "b"), "a x b c");
        assertThat(told).containsExactly("flow b", "crossing c");
    }

    @Test
    void aSegmentBehindOneThatCountsStaysACrossing() throws Exception {
        without(Set.of("b"), Set.of("a", "b", "c"), "a b c");
        assertThat(told).containsExactly("flow a", "crossing c");
    }

    @Test
    void twoThatAreLeftOutLeaveItToTheThird() throws Exception {
        without(Set.of("a", "b"), Set.of("a", "b", "c"), "a b c");
        assertThat(told).containsExactly("flow c");
    }

    @Test
    void withoutAWayItGoesWithTheSegmentThatCountedIt() throws Exception {
        FlowTally tally = without(Set.of("a"), Set.of("a", "b", "c"), null);
        assertThat(told).containsExactly("crossing b", "crossing c");
        assertThat(tally.flows()).isZero();
    }
}
