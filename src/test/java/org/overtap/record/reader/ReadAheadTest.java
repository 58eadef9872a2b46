package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadAheadTest {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Test
    void allBytesComeInTheirOrder() {
        Random random = new Random(1);
        byte[] bytes = new byte[9_000_001];
        random.nextBytes(bytes);
        try (ReadAhead ahead = new ReadAhead(taken)) {
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(1 + random.nextInt(200_000), bytes.length - at);
                ahead.write(bytes, at, count);
                at += count;
            }
        }
        assertThat(taken.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void nothingWrittenIsNothingTaken() {
        new ReadAhead(taken).close();
        assertThat(taken.size()).isZero();
    }

    /** Else this would never end. */
    @Test
    void someMegabytesAreWrittenWhileNobodyTakesThem() {
        CountDownLatch written = new CountDownLatch(1);
        OutputStream sink = new OutputStream() {
            @Override
            public void write(int b) {
                taken.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                await(written);
                taken.write(bytes, from, count);
            }
        };
        try (ReadAhead ahead = new ReadAhead(sink)) {
            ahead.write(new byte[3 << 20], 0, 3 << 20);
            assertThat(taken.size()).isZero();
            written.countDown();
        }
        assertThat(taken.size()).isEqualTo(3 << 20);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Fails at its second piece. */
    private final class Failing extends OutputStream {
        private int pieces;

        @Override
        public void write(int b) {
            throw new IllegalStateException("not used");
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            pieces++;
            if (pieces == 2) {
                throw new IOException("the disk is full");
            }
            taken.write(bytes, from, count);
        }
    }

    @Test
    void whoWritesIsToldThatTheSinkFailed() {
        ReadAhead ahead = new ReadAhead(new Failing());
        assertThatThrownBy(() -> {
                    while (true) {
                        ahead.write(new byte[100_000], 0, 100_000);
                    }
                })
                .hasRootCauseMessage("the disk is full");
        ahead.write(new byte[100_000], 0, 100_000);
        ahead.close();
        assertThat(taken.size()).as("nothing after the failure").isEqualTo(1 << 16);
    }

    @Test
    void whoClosesIsToldWhereNoOtherWas() {
        ReadAhead ahead = new ReadAhead(new Failing());
        ahead.write(new byte[100_000], 0, 100_000);
        assertThatThrownBy(ahead::close).hasRootCauseMessage("the disk is full");
        ahead.close();
        ahead.write(new byte[1], 0, 1);
        assertThat(taken.size()).isEqualTo(1 << 16);
    }
}
