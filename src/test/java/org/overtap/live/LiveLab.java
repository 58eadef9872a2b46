package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.overtap.lab.BossClient;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.topology.file.JsonDocument;

/**
 * A lab that stands for the tests of one class, and overtap on its experiment as a user types it.
 *
 * @param home configuration and state lie below it
 * @param name the lab's name, no other class's
 * @param experiment {@code project/experiment}
 */
record LiveLab(Path home, String name, String experiment) implements AutoCloseable {
    private static final Path PROFILES = Path.of("config/overtap/profiles");

    /** The home of who builds labs, the same for all: a process that has built one is faster with the next. */
    private static final Path BUILDER = builder();

    private static Path builder() {
        try {
            Path home = Files.createTempDirectory("builder");
            home.toFile().deleteOnExit();
            Path folder = home;
            for (Path part : PROFILES) {
                folder = Files.createDirectory(folder.resolve(part));
                folder.toFile().deleteOnExit();
            }
            // What is never empty is not removed while another lab's profile is about to be written.
            Files.createFile(folder.resolve("stays")).toFile().deleteOnExit();
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds it, in the place of one that an earlier run may have left. Skips the test where no lab can be. */
    static LiveLab up(Path home, String name, String experiment, String script, String... options) {
        Live.require();
        LiveLab lab = new LiveLab(home, name, experiment);
        lab.close();
        Live.Ended up = Live.overtap(
                BUILDER,
                words(List.of("lab", "up", script, "--name", name, "--experiment", experiment), List.of(options)));
        assertThat(up.code()).as(up.err()).isZero();
        lab.takeProfile();
        return lab;
    }

    /** Who works on the lab has its profile in his own home. */
    private void takeProfile() {
        try {
            Path own = Files.createDirectories(home.resolve(PROFILES)).resolve(name + ".yaml");
            Files.deleteIfExists(own);
            Files.createSymbolicLink(own, BUILDER.resolve(PROFILES).resolve(own.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] words(List<String> first, List<String> more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    String source() {
        return "emulab:" + experiment;
    }

    /** A command on the experiment. */
    Live.Ended overtap(String command, String... more) {
        return Live.inLab(home, name, words(List.of(command, source(), "--profile", name), List.of(more)));
    }

    /** A command that starts something, with short timeouts and without questions. */
    Live.Ended quick(String command, String... more) {
        return overtap(command, words(List.of("--yes", "--idle-timeout", "3", "--rotate", "2"), List.of(more)));
    }

    /** Misfortunes for the boss to play; none ends them. */
    void fault(String... faults) {
        assertThat(Live.overtap(BUILDER, words(List.of("lab", "fault", name), List.of(faults)))
                        .code())
                .isZero();
    }

    /** What a shell on a node prints. */
    String onNode(String node, String script) {
        return Live.onNode(name, node, "sh", "-c", script).out();
    }

    /** Names of the nodes that the experiment has now, shapers included. */
    List<String> nodes() throws IOException {
        List<String> names = new ArrayList<>();
        json(overtap("topology", "--format", "json"))
                .path("nodes")
                .forEach(node -> names.add(node.path("name").asText()));
        return names;
    }

    /** The experiment's script as the boss has it. Only for the experiment testproj/exp1. */
    String script() throws Exception {
        String answer = boss().call("experiment.nsfile", "");
        int from = answer.indexOf("<string>", answer.indexOf("<name>value</name>")) + "<string>".length();
        return answer.substring(from, answer.indexOf("</string>", from))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** A modify as the user himself would do it. Only for the experiment testproj/exp1. */
    void modify(String script) throws Exception {
        assertThat(boss().call(
                                "experiment.modify",
                                BossClient.member("nsfilestr", script) + BossClient.member("wait", "yes")))
                .contains("<name>code</name>\n<value><int>0</int>");
    }

    private BossClient boss() {
        return new BossClient(name, LabFolder.of(new LabName(name)));
    }

    /** What the boss was asked to change so far, a line each. */
    List<String> asked() throws IOException {
        return Files.readAllLines(LabFolder.of(new LabName(name)).bossLog()).stream()
                .filter(line -> line.startsWith("experiment."))
                .toList();
    }

    /** Where the deployment's state is kept. */
    Path state() {
        return home.resolve("state/overtap").resolve(experiment.replace('/', '-') + ".json");
    }

    static JsonNode json(Live.Ended ended) throws IOException {
        assertThat(ended.out()).as(ended.err()).isNotBlank();
        return JsonDocument.mapper().readTree(ended.out());
    }

    @Override
    public void close() {
        Live.overtap(BUILDER, "lab", "down", name);
    }
}
