package org.overtap.lifecycle.measured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** A clock is compared as exactly as the way to it allows, by whatever a node has to tell the time with. */
@EnabledOnOs(OS.LINUX)
class NodeClocksTest {
    @TempDir
    Path folder;

    /** A node that answers so. */
    private record Node(Supplier<CommandResult> answer) implements Shell {
        @Override
        public String node() {
            return "n1";
        }

        @Override
        public CommandResult run(Command command) {
            return answer.get();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static Optional<ClockReading> compare(Supplier<CommandResult> answer) {
        List<ClockReading> all = NodeClocks.compare(List.of("n1"), node -> new Node(answer));
        assertThat(all).hasSizeLessThan(2);
        return all.stream().findFirst();
    }

    private static CommandResult said(String text) {
        return new CommandResult(0, text + "\n", "");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String clock(long ahead) {
        long millis = System.currentTimeMillis() + ahead;
        return millis / 1000 + "." + String.format("%03d", millis % 1000);
    }

    /** Both ways take as long as it pleases; what the reading claims holds all the same. */
    @Test
    void theTrueOffsetLiesWithinTheErrorHoweverUnevenTheWay() {
        for (long ahead : List.of(0L, 3_600_000L, -86_400_000L)) {
            for (List<Integer> way : List.of(List.of(60, 0), List.of(0, 60))) {
                ClockReading reading = compare(() -> {
                            pause(way.get(0));
                            CommandResult reply = said(clock(ahead));
                            pause(way.get(1));
                            return reply;
                        })
                        .orElseThrow();
                assertThat(Math.abs(reading.millis() - ahead)).isLessThanOrEqualTo(reading.errorMillis());
                assertThat(reading.errorMillis()).isBetween(30L, 500L);
            }
        }
    }

    @Test
    void theQuickestAnswerCounts() {
        AtomicInteger asked = new AtomicInteger();
        ClockReading reading = compare(() -> {
                    pause(asked.getAndIncrement() == 1 ? 0 : 400);
                    return said(clock(5000));
                })
                .orElseThrow();
        assertThat(asked).hasValue(3);
        assertThat(reading.errorMillis()).isLessThan(200);
    }

    @Test
    void aClockThatTellsSecondsOnlyIsKnownToHalfOfOne() {
        ClockReading reading = compare(() -> said(String.valueOf(Instant.now().getEpochSecond() + 10)))
                .orElseThrow();
        assertThat(Math.abs(reading.millis() - 10_000)).isLessThanOrEqualTo(reading.errorMillis());
        assertThat(reading.errorMillis()).isGreaterThan(499);
    }

    @Test
    void whatTellsNoTimeIsNoReading() {
        assertThat(compare(() -> said("1795872947.%N"))).isEmpty();
        assertThat(compare(() -> new CommandResult(127, "", "date: not found"))).isEmpty();
        assertThat(NodeClocks.compare(List.of("n1"), node -> {
                    throw new ShellException(node, "cannot be reached");
                }))
                .isEmpty();
    }

    /** The script where nothing is to be had but these programs; a date that knows no nanoseconds prints what it was given. */
    private String clockOf(String... programs) throws Exception {
        Path bin = Files.createTempDirectory(folder, "bin");
        Path date = bin.resolve("date");
        Files.writeString(
                date,
                "#!/bin/sh\ncase $1 in *N) echo \"$(" + found("date") + " +%s).%N\" ;; *) exec " + found("date")
                        + " \"$@\" ;; esac\n");
        assertThat(date.toFile().setExecutable(true)).isTrue();
        for (String program : programs) {
            Files.createSymbolicLink(bin.resolve(program), found(program));
        }
        String script;
        try (var in = NodeClocks.class.getResourceAsStream("/deploy/clock.sh")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        ProcessBuilder builder = new ProcessBuilder(found("sh").toString(), "-c", script, "sh");
        builder.environment().put("PATH", bin.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.strip();
    }

    private static Path found(String program) throws IOException {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toRealPath();
    }

    @Test
    void aDateWithoutNanosecondsIsHelpedByWhatElseIsThere() throws Exception {
        long before = System.currentTimeMillis() / 1000;
        assertThat(clockOf("perl")).matches("\\d{10,}\\.\\d{6}");
        assertThat(Long.parseLong(clockOf())).isBetween(before, before + 60);
    }
}
