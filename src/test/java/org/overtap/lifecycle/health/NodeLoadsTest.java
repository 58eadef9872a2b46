package org.overtap.lifecycle.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeLoadsTest {
    @Test
    void whatIsPrintedIsRead() {
        NodeLoad load =
                NodeLoads.parse("n1", "cpu 30 60 2\nmemory 100 400\ndisk 5 9\nused 3\nstopped 1700000000 4 8\n");
        assertThat(load.cpu()).contains(0.5);
        assertThat(load.cores()).contains(2);
        assertThat(load.memoryFree()).contains(100L * 1024);
        assertThat(load.diskFree()).contains(5L * 1024);
        assertThat(load.used()).contains(3L * 1024);
        assertThat(load.stopped())
                .contains(new NodeLoad.GuardStop(Instant.ofEpochSecond(1_700_000_000), 4 * 1024, 8 * 1024));
    }

    @Test
    void whatIsNotPrintedOrMakesNoSenseIsNotKnown() {
        assertThat(NodeLoads.parse("n1", "")).isEqualTo(NodeLoad.untold("n1"));
        assertThat(NodeLoads.parse("n1", "cpu x\nmemory\ndisk -4 9\nstopped 17\ncpu 0 0 2"))
                .satisfies(load -> assertThat(load.cpu()).isEmpty())
                .satisfies(load -> assertThat(load.diskFree()).isEmpty())
                .satisfies(load -> assertThat(load.stopped()).isEmpty());
    }
}
