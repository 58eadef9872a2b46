package org.overtap.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.Samples;

class ShapingCommandsTest {
    private static final Blueprint PAIR = Samples.blueprint("01-shaped-pair");

    @Test
    void eachDirectionIsSlowedWhereItLeaves() {
        List<String> commands =
                new ShapingCommands(true).inline(PAIR.delays().get(0)).toList();
        assertThat(commands)
                .anyMatch(line -> line.startsWith("tc class add dev eth2 parent 110:") && line.contains("30000kbit"))
                .anyMatch(line -> line.startsWith("tc class add dev eth1 parent 120:") && line.contains("30000kbit"));
    }

    @Test
    void netemDelaysAndLosesWhereThereIsOne() {
        assertThat(new ShapingCommands(true).inline(PAIR.delays().get(0)))
                .anyMatch(line -> line.contains("netem") && line.contains("delay 40.0000ms loss 1.0000%"))
                .noneMatch(line -> line.startsWith("nft"));
    }

    @Test
    void withoutNetemPacketsAreLostOnEntryAndDelayedByAWire() {
        ShapingCommands shaping = new ShapingCommands(false);
        assertThat(shaping.needsWire(PAIR.delays().get(0))).isTrue();
        assertThat(shaping.inline(PAIR.delays().get(0)))
                .noneMatch(line -> line.contains("netem"))
                .anyMatch(line -> line.contains("device eth1") && line.contains("hook ingress"))
                .anyMatch(line -> line.contains("numgen random mod 1000000 '<' 10000 drop"));
    }
}
