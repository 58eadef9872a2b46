package org.overtap.bench.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lifecycle.flows.AccountedFlows;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.live.Live;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/** What many probes told a real nfcapd comes out once, however often the files are read. */
@Tag("live")
class StoredTrafficIT {
    private static final long RECORDS = 20_000;

    @Test
    void everyPacketIsCountedOnceOfWhatTwoProbesTold(@TempDir Path folder) throws Exception {
        Live.requirePrograms("nfcapd", "nfdump");
        Path collected = folder.resolve("collected");
        StoredTraffic.Truth truth = StoredTraffic.make(collected, RECORDS);
        FlowTally tally = tally(collected);
        assertThat(truth.records()).isEqualTo(RECORDS);
        assertThat(tally.records()).isEqualTo(RECORDS);
        assertThat(tally.counted()).isEqualTo(RECORDS / 2);
        assertThat(tally.others()).isEqualTo(RECORDS / 2);
        assertThat(tally.packets()).isEqualTo(truth.packets());
        assertThat(tally.bytes()).isEqualTo(truth.bytes());
        assertThat(tally.flows()).as("parts of a flow are joined").isLessThan(RECORDS / 2);
        assertThat(tally.unread()).isEmpty();
        StoredTraffic.multiply(collected, folder.resolve("large"), 3);
        assertThat(tally(folder.resolve("large")).packets()).isEqualTo(3 * truth.packets());
    }

    private static FlowTally tally(Path collected) throws Exception {
        AccountedFlows flows = FlowStores.in(collected).flows(FlowSelection.ALL);
        AtomicLong rows = new AtomicLong();
        FlowTally tally = flows.scan(EnumSet.allOf(Column.class), new FlowRows() {
            @Override
            public void flow(FlowRow row) {
                rows.incrementAndGet();
            }

            @Override
            public void crossing(FlowRow row) {
                throw new IllegalStateException("no flow crosses two segments here");
            }
        });
        assertThat(rows.get()).isEqualTo(tally.flows());
        assertThat(flows.gaps()).hasValue(0);
        return tally;
    }
}
