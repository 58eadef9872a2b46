package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FlowRecordTest {
    @Test
    void aLineThatNfdumpPrintedIsRead() {
        String line = "       127.0.0.1|  0/7  |        10.9.0.1|        10.9.0.2|1    | 72|       5|    1295\n";
        assertThat(FlowRecord.parse(line))
                .containsExactly(new FlowRecord("127.0.0.1", 7, "10.9.0.1", "10.9.0.2", 1, 72, 5, 1295));
    }

    @Test
    void theHighByteOfTheEngineCounts() {
        assertThat(FlowRecord.parse("1.1.1.1| 1/2 |a|b|ICMP|0|1|1").get(0).engine())
                .isEqualTo(258);
    }

    @Test
    void otherLinesAreNoRecords() {
        assertThat(FlowRecord.parse("No matching flows\n\n")).isEmpty();
    }

    @Test
    void aBrokenLineIsShown() {
        assertThatThrownBy(() -> FlowRecord.parse("a|b|c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a|b|c");
        assertThatThrownBy(() -> FlowRecord.parse("1.1.1.1|0/1|a|b|1|0|many|1")).hasMessageContaining("many");
    }
}
