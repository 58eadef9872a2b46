package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortDrawTest {
    @Test
    void noPortIsDrawnTwiceNorOneThatAKernelGivesAway() {
        PortDraw draw = new PortDraw(new Random(7), Set.of(9995));
        draw.avoid("15000 61100");
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            PortPair pair = draw.next();
            assertThat(draw.regrets(pair)).isFalse();
            for (int port : pair.both()) {
                assertThat(seen.add(port)).isTrue();
                assertThat(port).matches(p -> (p >= 10_000 && p < 15_000) || (p > 61_100 && p < 65_536));
            }
        }
    }

    @Test
    void aPairThatANodeTurnsOutToGiveAwayIsRegrettedUnlessAllAre() {
        PortDraw draw = new PortDraw(new Random(7), Set.of());
        PortPair pair = draw.next();
        assertThat(draw.regrets(pair)).isFalse();
        draw.avoid("10000 32767");
        draw.avoid("61000 65000");
        assertThat(draw.regrets(pair)).isEqualTo(pair.from() <= 65_000 || pair.to() <= 65_000);
        draw.avoid("1024 65535");
        assertThat(draw.regrets(pair)).isFalse();
        assertThat(draw.next().from()).isGreaterThanOrEqualTo(10_000);
    }
}
