package org.overtap.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final StringWriter err = new StringWriter();
    private final ProgressLines progress = new ProgressLines(new PrintWriter(err));

    @Test
    void silentWorkIsToldOf() throws Exception {
        Pulse.during(progress, Duration.ofMillis(40), () -> {
            progress.say("    the experiment is activating");
            Thread.sleep(400);
            return true;
        });
        assertThat(err.toString().lines())
                .hasSizeGreaterThan(2)
                .contains("    still at it, 0 s after: the experiment is activating");
    }

    @Test
    void workThatSpeaksIsNotInterrupted() throws Exception {
        Pulse.during(progress, Duration.ofSeconds(5), () -> {
            progress.say("one");
            return true;
        });
        assertThat(err.toString().lines()).containsExactly("one");
    }

    @Test
    void nothingFollowsTheLastWord() {
        progress.say("one");
        progress.last("interrupted");
        progress.say("failed");
        assertThat(err.toString().lines()).containsExactly("one", "overtap: interrupted");
    }
}
