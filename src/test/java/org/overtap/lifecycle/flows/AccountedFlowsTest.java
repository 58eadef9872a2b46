package org.overtap.lifecycle.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/** No jump of sequence numbers is left out because it is not known whose it was. */
class AccountedFlowsTest {
    private record Told(OptionalLong gaps, List<ProbeFacts> probes) implements AccountedFlows {
        @Override
        public FlowTally scan(Set<Column> columns, FlowRows rows) {
            throw new AssertionError("nothing is read");
        }
    }

    private static ProbeFacts probe(String node, OptionalLong gaps) {
        return ProbeFacts.at(node, "eth1", Optional.empty()).storing(10, gaps);
    }

    @Test
    void whatNoProbeIsKnownToHaveIsToldOfTheOthers() {
        List<ProbeFacts> probes = List.of(
                probe("n1", OptionalLong.of(2)), probe("n2", OptionalLong.of(0)), probe("n3", OptionalLong.empty()));
        assertThat(new Told(OptionalLong.of(7), probes).jumps()).isEqualTo(Map.of("n1.eth1", 2L, "other probes", 5L));
        assertThat(new Told(OptionalLong.of(2), probes).jumps()).isEqualTo(Map.of("n1.eth1", 2L));
        assertThat(new Told(OptionalLong.of(3), probes.subList(1, 3)).jumps()).isEqualTo(Map.of("all probes", 3L));
        assertThat(new Told(OptionalLong.of(0), probes.subList(1, 3)).jumps()).isEmpty();
        assertThat(new Told(OptionalLong.empty(), probes.subList(2, 3)).jumps()).isEmpty();
    }
}
