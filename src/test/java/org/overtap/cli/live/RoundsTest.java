package org.overtap.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking again and again, in short rounds. */
class RoundsTest {
    private static Rounds rounds(long every, long length) {
        return new Rounds(Duration.ofMillis(every), Optional.of(Duration.ofMillis(length)));
    }

    @Test
    void itLooksAtOnceAndAgainUntilTheTimeIsOver() throws Exception {
        List<Integer> looks = new ArrayList<>();
        rounds(40, 200).run(() -> looks.add(looks.size()), failure -> {
            throw new AssertionError(failure);
        });
        assertThat(looks).hasSizeBetween(3, 6);
        looks.clear();
        rounds(500, 100).run(() -> looks.add(looks.size()), failure -> {});
        assertThat(looks).hasSize(1);
    }

    @Test
    void whatFailsIsToldAndTheNextIsTried() throws Exception {
        List<String> failures = new ArrayList<>();
        List<Integer> looks = new ArrayList<>();
        new Rounds(Duration.ofMillis(5), Optional.empty())
                .run(
                        () -> {
                            looks.add(looks.size());
                            if (looks.size() == 2) {
                                throw new IOException("away");
                            }
                            return looks.size() < 4;
                        },
                        failure -> failures.add(Rounds.words(failure)));
        assertThat(looks).hasSize(4);
        assertThat(failures).containsExactly("away");
    }

    @Test
    void theFirstMayNotFail() {
        assertThatThrownBy(() -> rounds(5, 100)
                        .run(
                                () -> {
                                    throw new IOException("never there");
                                },
                                failure -> {}))
                .hasMessage("never there");
    }

    @Test
    void whatTakesLongIsGivenAsMuchTimeBetween() throws Exception {
        List<Long> begun = new ArrayList<>();
        new Rounds(Duration.ofMillis(1), Optional.empty())
                .run(
                        () -> {
                            begun.add(System.nanoTime());
                            Thread.sleep(60);
                            return begun.size() < 3;
                        },
                        failure -> {});
        assertThat(begun.get(2) - begun.get(1)).isGreaterThan(110_000_000L);
    }
}
