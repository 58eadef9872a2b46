package org.overtap.record.query.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.FlowFindings;

/** The few that make most of it, and rates that stand out; where all are alike there are none. */
class HeavySearchTest {
    private static FlowFindings heavy(MadeTalk talk) throws Exception {
        return talk.ask(FlowPattern.HEAVY, Map.of());
    }

    private static MadeTalk even(long seed, int pairs) {
        MadeTalk talk = new MadeTalk();
        Random random = new Random(seed);
        for (int i = 0; i < pairs * 10; i++) {
            talk.row(
                    random.nextInt(600),
                    1 + random.nextDouble(),
                    6,
                    i % pairs,
                    30000 + i,
                    5000 + i % pairs,
                    443,
                    100,
                    80_000 + random.nextInt(40_000));
        }
        return talk;
    }

    @Test
    void aDownloadIsHeavyAndFast() throws Exception {
        MadeTalk talk = even(1, 30);
        talk.row(100, 10, 6, 77, 80, 78, 45678, 400_000, 600_000_000L);
        talk.row(100, 10, 6, 78, 45678, 77, 80, 200_000, 8_000_000L);
        FlowFindings found = heavy(talk);
        assertThat(found.rows()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(MadeTalk.fields(
                        found, 0, "kind", "src_node", "dst_node", "bytes", "bytes_back", "flows", "dst_port"))
                .containsExactly("pair", "n77", "n78", 600_000_000L, 8_000_000L, 2L, null);
        assertThat((Double) MadeTalk.field(found, 0, "share")).isGreaterThan(0.9);
        assertThat(MadeTalk.fields(found, 1, "kind", "src_node", "src_port", "dst_port", "bits_per_second", "seconds"))
                .containsExactly("flow", "n77", 80L, 45678L, 480_000_000L, 10.0);
        assertThat(found.headline())
                .contains("1 heavy pair")
                .contains("it takes 1 of 31 pairs to make 50 % of the bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whereAllAreAlikeNobodyIs(long seed) throws Exception {
        FlowFindings found = heavy(even(seed, 40));
        assertThat(found.rows()).isEmpty();
        assertThat(found.headline()).startsWith("no heavy pairs; it takes ").contains(" of 40 pairs");
        assertThat(found.sufficient()).isTrue();
    }

    @Test
    void onePairAloneIsNotHeavyAndFewFlowsHaveNoOutstandingRate() throws Exception {
        FlowFindings found = heavy(new MadeTalk().session(1, 1, 40000, 2, 80));
        assertThat(found.rows()).isEmpty();
        assertThat(found.sufficient()).isFalse();
        assertThat(found.notes()).hasSize(2);
        assertThat(heavy(new MadeTalk()).sufficient()).isFalse();
    }

    /** Short and small ones have a rate that means nothing. */
    @Test
    void aFastFlowHasAShareOfAllBytes() throws Exception {
        MadeTalk talk = even(1, 30);
        talk.row(100, 0.1, 17, 77, 80, 78, 45678, 50, 70_000);
        talk.row(100, 0.001, 17, 79, 80, 80, 45678, 1500, 2_000_000);
        assertThat(heavy(talk).rows()).isEmpty();
    }

    /** The fewest pairs by trying all sets of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noSmallerSetMakesHalfOfTheBytes(long seed) throws Exception {
        Random random = new Random(seed);
        long[] bytes = new long[10];
        MadeTalk talk = new MadeTalk();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 1 + (long) Math.exp(random.nextInt(14));
            talk.row(1, 0, 17, i, 1, 100 + i, 2, 1, bytes[i] / 2);
            talk.row(1, 0, 17, 100 + i, 2, i, 1, 1, bytes[i] - bytes[i] / 2);
        }
        long all = Arrays.stream(bytes).sum();
        int fewest = bytes.length;
        for (int set = 1; set < 1 << bytes.length; set++) {
            long sum = 0;
            for (int i = 0; i < bytes.length; i++) {
                sum += (set >> i & 1) * bytes[i];
            }
            fewest = 2 * sum >= all ? Math.min(fewest, Integer.bitCount(set)) : fewest;
        }
        FlowFindings found = talk.ask(FlowPattern.HEAVY, Map.of("times", 1.0));
        assertThat(found.headline()).contains("it takes " + fewest + " of 10 pairs");
        assertThat(found.rows()).hasSize(fewest);
        double together = 0;
        for (int i = 0; i < fewest; i++) {
            together += (Double) MadeTalk.field(found, i, "share");
            assertThat((Double) MadeTalk.field(found, i, "cumulative")).isCloseTo(together, within(1e-9));
        }
        assertThat(together).isBetween(0.5, 1.0);
    }
}
