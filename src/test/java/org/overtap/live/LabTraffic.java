package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.overtap.lab.net.HostCommand;
import org.overtap.lab.net.LabName;
import org.overtap.topology.file.JsonDocument;

/**
 * Traffic of every sort between all nodes of a lab, and what tcpdump sees of it on all their ports. What addresses ports
 * have is asked of the nodes.
 */
final class LabTraffic implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src/test/resources/oracle").toAbsolutePath();

    private final LiveLab lab;
    private final Path folder;
    /** Of every port of every node that is no shaper. */
    private final List<ObjectNode> ports = new ArrayList<>();

    private final List<Process> captures = new ArrayList<>();

    /**
     * Of a lab; nothing is sent yet.
     *
     * @param sample the folder of the sample that the lab was made of: its topology is committed there
     * @param folder where capture files come to lie
     */
    LabTraffic(LiveLab lab, Path sample, Path folder) throws IOException {
        this.lab = lab;
        this.folder = Files.createDirectories(folder);
        JsonNode topology =
                JsonDocument.mapper().readTree(sample.resolve("topology.json").toFile());
        for (JsonNode segment : topology.path("segments")) {
            for (JsonNode member : segment.path("members")) {
                ports.add(port(
                        member.path("node").asText(),
                        member.path("interface").asText(),
                        segment.path("name").asText()));
            }
        }
    }

    private ObjectNode port(String node, String iface, String segment) throws IOException {
        ObjectNode port = JsonDocument.mapper().createObjectNode();
        port.put("node", node).put("name", iface).put("segment", segment);
        ArrayNode addresses = port.putArray("addresses");
        JsonNode told = JsonDocument.mapper().readTree(lab.onNode(node, "ip -j addr show dev " + iface));
        for (JsonNode address : told.path(0).path("addr_info")) {
            String local = address.path("local").asText();
            addresses.add(local);
            if (address.path("family").asText().equals("inet")) {
                port.put("v4", local).put("broadcast", address.path("broadcast").asText());
            } else if (address.path("scope").asText().equals("global")) {
                port.put("v6", local);
            }
        }
        return port;
    }

    private Process start(String node, Path out, List<String> words) throws IOException {
        List<String> all = new ArrayList<>(HostCommand.enter(new LabName(lab.name()).machine(node)));
        all.addAll(words);
        return new ProcessBuilder(all)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve(out.getFileName() + ".err").toFile())
                .start();
    }

    /** Captures what each node sends by each of its ports, from now on. */
    void capture() throws Exception {
        for (ObjectNode port : ports) {
            String node = port.path("node").asText();
            String iface = port.path("name").asText();
            String file = node + "." + iface + ".pcap";
            captures.add(start(
                    node,
                    folder.resolve(file),
                    List.of("tcpdump", "-i", iface, "-Q", "out", "-n", "-U", "-s", "200", "-w", "-")));
        }
        for (ObjectNode port : ports) {
            Path words = folder.resolve(
                    port.path("node").asText() + "." + port.path("name").asText() + ".pcap.err");
            awaitText(words, "listening on");
        }
    }

    private static void awaitText(Path file, String text) throws Exception {
        Instant latest = Instant.now().plusSeconds(10);
        while (!Files.readString(file).contains(text)) {
            assertThat(Instant.now()).as(file + ": " + Files.readString(file)).isBefore(latest);
            Thread.sleep(20);
        }
    }

    /** Sends from every node to all others, and waits for the end of it. */
    void send() throws Exception {
        List<String> nodes = nodes();
        List<Process> senders = new ArrayList<>();
        for (String node : nodes) {
            ObjectNode spec = JsonDocument.mapper().createObjectNode();
            spec.put("node", node).put("folder", folder.toString());
            nodes.forEach(spec.putArray("nodes")::add);
            ArrayNode own = spec.putArray("ports");
            ArrayNode peers = spec.putArray("peers");
            for (ObjectNode port : ports) {
                if (port.path("node").asText().equals(node)) {
                    own.add(port);
                } else {
                    peers.add(port.path("v4"));
                    if (port.has("v6")) {
                        peers.add(port.path("v6"));
                    }
                }
            }
            senders.add(start(
                    node,
                    folder.resolve(node + ".out"),
                    List.of("python3", SCRIPTS.resolve("traffic.py").toString(), spec.toString())));
        }
        for (Process sender : senders) {
            assertThat(sender.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(sender.exitValue()).as(errors()).isZero();
        }
    }

    private List<String> nodes() {
        return ports.stream().map(port -> port.path("node").asText()).distinct().toList();
    }

    private String errors() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String node : nodes()) {
            all.append(Files.readString(folder.resolve(node + ".out.err")));
        }
        return all.toString();
    }

    /**
     * What the judge says of a dataset.
     *
     * @param run the run that is judged
     * @param since when it had begun
     * @param until when it had not ended yet
     */
    Live.Ended judge(Path dataset, String run, Instant since, Instant until) throws IOException {
        ObjectNode truth = JsonDocument.mapper().createObjectNode();
        truth.putArray("interfaces").addAll(ports);
        truth.put("run", run).put("settle", 8);
        truth.put("since", seconds(since)).put("until", seconds(until));
        Path file = Files.writeString(folder.resolve("truth.json"), truth.toString());
        return Live.run(
                folder,
                List.of(
                        "python3",
                        SCRIPTS.resolve("judge.py").toString(),
                        dataset.toString(),
                        folder.toString(),
                        file.toString()));
    }

    private static double seconds(Instant time) {
        return Duration.between(Instant.EPOCH, time).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the captures. */
    void stop() {
        captures.forEach(Process::destroy);
        try {
            for (Process capture : captures) {
                assertThat(capture.waitFor(10, TimeUnit.SECONDS)).isTrue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        captures.clear();
    }
}
