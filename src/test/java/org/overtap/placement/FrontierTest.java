package org.overtap.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.overtap.bench.Families;

class FrontierTest {
    @Test
    void theFatTreeOfEightLosesAProbeForEveryEightLinksTapped() {
        Frontier frontier = Frontier.of(TapProblem.ports(Families.fatTree(8), 4), Limits.seconds(10));
        assertThat(costs(frontier, 0, 1, 2, 4, 16, 64, 128, 192))
                .containsExactly(48L, 48L, 48L, 47L, 44L, 32L, 16L, 0L);
        assertThat(frontier.points()).allMatch(TapPlacement::proven);
        assertThat(frontier.end().nodes()).isEqualTo(192);
    }

    private static List<Long> costs(Frontier frontier, int... nodes) {
        return java.util.Arrays.stream(nodes)
                .mapToObj(k -> frontier.at(k).cost())
                .toList();
    }
}
