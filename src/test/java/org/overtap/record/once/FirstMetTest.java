package org.overtap.record.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The number that came first with a key stays, however many keys come. */
class FirstMetTest {
    @Test
    void whatCameFirstStays() {
        Random random = new Random(5);
        FirstMet met = new FirstMet();
        Map<Long, Integer> truth = new HashMap<>();
        int wrong = 0;
        for (int i = 0; i < 300_000; i++) {
            long key = random.nextInt(200_000);
            int number = random.nextInt(FirstMet.NUMBERS);
            int first = truth.computeIfAbsent(key, k -> number);
            wrong += met.first(FirstMet.mix(key), number) == first ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void whereNoMoreCanBeKeptEachIsTheFirst() {
        FirstMet met = new FirstMet();
        for (long key = 0; key < 5_000_000; key++) {
            met.first(FirstMet.mix(key), 7);
        }
        assertThat(met.first(FirstMet.mix(1), 8)).isEqualTo(7);
        assertThat(met.first(FirstMet.mix(4_999_999), 8)).isEqualTo(8);
    }
}
