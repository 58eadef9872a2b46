package org.overtap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmTest {
    /** Prints its argument, and waits for a minute if that is "wait". */
    static final class Echo {
        private Echo() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("BENCH {\"seconds\":\"" + args[0] + "\"}");
            if (args[0].equals("wait")) {
                Thread.sleep(60_000);
            }
        }
    }

    private static Jvm.Ended run(long seconds, String argument) throws Exception {
        return Jvm.run(seconds, "-XX:TieredStopAtLevel=1", Echo.class.getName(), List.of(argument));
    }

    @Test
    void whatAJvmPrintedIsRead() throws Exception {
        Jvm.Ended ended = run(60, "done");
        assertThat(ended.good()).isTrue();
        assertThat(Task.resultIn(ended.lines()))
                .hasValueSatisfying(
                        result -> assertThat(result.get("seconds").asText()).isEqualTo("done"));
    }

    @Test
    void aJvmThatTakesTooLongIsEnded() throws Exception {
        Jvm.Ended ended = run(2, "wait");
        assertThat(ended.good()).isFalse();
        assertThat(ended.seconds()).isBetween(2.0, 50.0);
    }

    @Test
    void otherOutputIsNoResult() throws Exception {
        assertThat(Task.resultIn(List.of("some", "talk"))).isEmpty();
    }
}
