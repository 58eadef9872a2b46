package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.lab.Lab;
import org.overtap.topology.file.JsonDocument;

/**
 * {@code overtap view --live} on the tool's side of a lab, in a process of its own, and who asks it there.
 *
 * @param port where it listens
 * @param way the path of its page
 */
record ServedPicture(LiveLab lab, Process process, Path err, int port, String way) implements AutoCloseable {
    private static final Pattern OPEN = Pattern.compile("open http://127\\.0\\.0\\.1:(\\d+)(/\\S+/) .*\\n");

    private static final String GET =
            "exec 3<>/dev/tcp/127.0.0.1/$1; printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\n"
                    + "Connection: close\\r\\n\\r\\n' \"$2\" >&3; cat <&3";

    static ServedPicture of(LiveLab lab) throws Exception {
        Path out = lab.home().resolve("live.out");
        Path err = lab.home().resolve("live.err");
        ProcessBuilder builder = new ProcessBuilder(
                        Lab.opsCommand(lab.name(), Live.words("view", lab.source(), "--profile", lab.name(), "--live")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Live.places(lab.home()));
        Process process = builder.start();
        until(() -> OPEN.matcher(Files.readString(out)).matches() || !process.isAlive());
        Matcher address = OPEN.matcher(Files.readString(out));
        assertThat(address.matches()).as(Files.readString(err)).isTrue();
        return new ServedPicture(lab, process, err, Integer.parseInt(address.group(1)), address.group(2));
    }

    /** What it answers to who asks there for that path. */
    String ask(String path) throws Exception {
        Live.Ended ended =
                Live.run(lab.home(), Lab.opsCommand(lab.name(), List.of("bash", "-c", GET, "bash", "" + port, path)));
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    /** The page's document as it is now. */
    JsonNode numbers() throws Exception {
        String answer = ask(way + "data.json");
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        return JsonDocument.mapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    }

    /** All bytes of a segment, as a picture's document tells them. */
    static long bytes(JsonNode shown, String segment) {
        List<String> names = new ArrayList<>();
        shown.path("segments").forEach(its -> names.add(its.path("name").asText()));
        return shown.path("volume")
                .path("segments")
                .path(names.indexOf(segment))
                .path("totalBytes")
                .asLong(-1);
    }

    /** What may come true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits for it. */
    static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + 40_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it never came true").isLessThan(end);
            Thread.sleep(500);
        }
    }

    /** Ends it as a signal does, and tells what it said on stderr. */
    String end() throws Exception {
        process.destroy();
        process.waitFor();
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
