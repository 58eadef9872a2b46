package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Several overtaps at once, each a process of its own, and what they left when all have ended. */
record AtOnce(SeparateHosts hosts, Path home) {
    private static final long LONGEST_SECONDS = 240;

    /**
     * One of them.
     *
     * @param words its command and options; the experiment is added
     * @param machine a folder for configuration and state: another one is another user's
     */
    record Job(List<String> words, Path machine) {}

    /** One that runs. */
    record Running(Job job, Process process, Path out, Path err) {}

    /** One of the user whose folder this is. */
    Job job(String... words) {
        return new Job(List.of(words), home);
    }

    /** One of somebody else. */
    Job foreign(String... words) {
        return new Job(List.of(words), home.resolve("other"));
    }

    Running start(Job job) throws IOException {
        List<String> argv = new ArrayList<>(Live.words(job.words().get(0), hosts.source()));
        argv.addAll(job.words().subList(1, job.words().size()));
        Path out = Files.createTempFile(home, "out", null);
        Path err = Files.createTempFile(home, "err", null);
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("OVERTAP_"));
        builder.environment()
                .putAll(Map.of(
                        "XDG_CONFIG_HOME", job.machine().resolve("config").toString(),
                        "XDG_STATE_HOME", job.machine().resolve("state").toString()));
        return new Running(job, builder.start(), out, err);
    }

    /** Waits for its end. */
    static Live.Ended await(Running running) throws IOException, InterruptedException {
        assertThat(running.process().waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as(running.job() + ": " + Files.readString(running.err()))
                .isTrue();
        Live.Ended ended = new Live.Ended(
                running.process().exitValue(),
                Files.readString(running.out(), StandardCharsets.UTF_8),
                Files.readString(running.err(), StandardCharsets.UTF_8));
        Files.delete(running.out());
        Files.delete(running.err());
        return ended;
    }

    /** Starts them all, and waits for the last. */
    List<Live.Ended> run(Job... jobs) throws Exception {
        List<Running> running = new ArrayList<>();
        for (Job job : jobs) {
            running.add(start(job));
        }
        List<Live.Ended> ended = new ArrayList<>();
        for (Running one : running) {
            ended.add(await(one));
        }
        return ended;
    }

    /** What a state file and the hosts say, in a line for a failure. */
    String scene() throws IOException {
        return "state " + hosts.state(home).path("phase") + " "
                + hosts.state(home).path("id") + ", elsewhere "
                + hosts.state(home.resolve("other")).path("id") + ", folders " + hosts.folders() + ", processes "
                + hosts.processes();
    }

    /**
     * Makes sure that one state file at most tells of a deployment, that all of that runs, and that nothing else is on
     * the hosts.
     *
     * @return whether something is deployed
     */
    boolean requireOneTruth(String when) throws IOException {
        JsonNode own = hosts.state(home);
        JsonNode other = hosts.state(home.resolve("other"));
        String scene = when + ": " + scene();
        assertThat(own.isMissingNode() || other.isMissingNode()).as(scene).isTrue();
        JsonNode state = own.isMissingNode() ? other : own;
        Set<String> told = new TreeSet<>();
        Set<String> folders = new TreeSet<>();
        state.path("journal")
                .path("folders")
                .forEach(folder -> folders.add(folder.path("node").asText() + "/"
                        + Path.of(folder.path("path").asText()).getFileName()));
        assertThat(hosts.folders()).as(scene).isEqualTo(folders);
        for (JsonNode entry : state.path("journal").path("entries")) {
            if (!entry.path("mark").asText().equals("stopped")) {
                assertThat(entry.path("mark").asText()).as(scene).isEqualTo("applied");
                told.add(entry.path("daemon").path("node").asText() + " " + pid(entry));
            }
        }
        Set<String> running = hosts.processes();
        Set<String> leaders = new TreeSet<>();
        for (String process : running) {
            String[] words = process.split(" ");
            Path folder = Files.readSymbolicLink(Path.of("/proc", words[2], "cwd"));
            assertThat(folder.toString())
                    .as(scene)
                    .contains("overtap-" + state.path("id").asText() + "-" + words[0]);
            leaders.add(words[0] + " " + words[2]);
        }
        assertThat(leaders).as(scene).containsAll(told);
        if (state.isMissingNode()) {
            assertThat(running).as(scene).isEmpty();
        } else {
            assertThat(state.path("phase").path("is").asText()).as(scene).isEqualTo("running");
            assertThat(told).as(scene).hasSizeGreaterThan(1);
        }
        return !state.isMissingNode();
    }

    private String pid(JsonNode entry) throws IOException {
        String node = entry.path("daemon").path("node").asText();
        Path folder = hosts.disk(node)
                .resolve(Path.of(entry.path("root").asText()).getFileName())
                .resolve(entry.path("daemon").path("name").asText());
        return Files.readString(folder.resolve("pid")).split(" ")[0];
    }
}
