package org.overtap.overlay.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;

class BinPackingTest {
    static LongStream seeds() {
        return Seeds.upTo(50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCollectorTakesMoreThanItCanAndAllAreUsed(long seed) {
        Random random = new Random(seed);
        double[] loads = random.doubles(1 + random.nextInt(300), 0.01, 10).toArray();
        int least = (int) Math.ceil(Arrays.stream(loads).sum() / 10);
        int[] bin = BinPacking.pack(loads, least, 10);
        double[] filled = filled(loads, bin);
        assertThat(filled).hasSizeGreaterThanOrEqualTo(least);
        assertThat(Arrays.stream(filled).boxed()).allMatch(f -> f > 0 && f <= 10 + 1e-6);
    }

    @Test
    void manySmallLoadsNeedNoMoreThanTheLowerBound() {
        double[] loads = new Random(1).ints(500_000, 1, 30).asDoubleStream().toArray();
        int least = (int) Math.ceil(Arrays.stream(loads).sum() / 4800);
        assertThat(BinPacking.used(BinPacking.pack(loads, least, 4800))).isEqualTo(least);
    }

    @Test
    void aLoadThatFitsNowhereOpensAnotherCollector() {
        assertThat(BinPacking.pack(new double[] {6, 6, 6}, 2, 10)).containsExactly(0, 1, 2);
    }

    @Test
    void theLargestGoFirstEachToTheLeastLoaded() {
        assertThat(BinPacking.pack(new double[] {1, 5, 3, 4}, 2, 10)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void nothingNeedsNoCollector() {
        assertThat(BinPacking.used(BinPacking.pack(new double[0], 0, 10))).isZero();
    }

    private static double[] filled(double[] loads, int[] bin) {
        double[] filled = new double[BinPacking.used(bin)];
        for (int i = 0; i < loads.length; i++) {
            filled[bin[i]] += loads[i];
        }
        return filled;
    }
}
