package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSinkTest {
    private final List<String> lines = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096})
    void linesAreWholeHoweverTheBytesCome(int most) throws Exception {
        String text = "first\n\nthird, ümlaut €\n\tfourth\nlast without an end";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LineSink sink = new LineSink(lines::add, 100);
        Random random = new Random(most);
        LineSink.during(sink, () -> {
            int from = 0;
            while (from < bytes.length) {
                int count = Math.min(bytes.length - from, 1 + random.nextInt(most));
                sink.write(bytes, from, count);
                from += count;
            }
            return 0;
        });
        assertThat(lines).containsExactlyElementsOf(text.lines().toList());
        assertThat(sink.overflown()).isFalse();
    }

    @Test
    void aLineBeyondTheLimitEndsItAndNothingFollows() throws Exception {
        LineSink sink = new LineSink(lines::add, 10);
        LineSink.during(sink, () -> {
            write(sink, "short\nfar too long a line\nshort\n");
            return 0;
        });
        assertThat(lines).containsExactly("short");
        assertThat(sink.overflown()).isTrue();
    }

    @Test
    void manyShortLinesAreNoOverflow() throws Exception {
        LineSink sink = new LineSink(lines::add, 10);
        LineSink.during(sink, () -> {
            write(sink, "123456789\n".repeat(1000));
            return 0;
        });
        assertThat(lines).hasSize(1000);
        assertThat(sink.overflown()).isFalse();
    }

    @Test
    void whatTheConsumerThrowsIsPassedOnAndEndsIt() {
        LineSink sink = new LineSink(
                line -> {
                    lines.add(line);
                    throw new IllegalStateException("full");
                },
                10);
        assertThatThrownBy(() -> LineSink.during(sink, () -> {
                    write(sink, "a\nb\n");
                    return 0;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
        assertThat(lines).containsExactly("a");
    }

    private static void write(LineSink sink, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sink.write(bytes, 0, bytes.length);
    }
}
