package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.topology.file.JsonDocument;

/** Misfortunes of an overlay on {@link NamespaceHosts#four}, and what verify is to find under each. */
final class VerifyFaults {
    static final String PREFIX = "ovtverify-";

    private final NamespaceHosts hosts;
    private final List<Process> load = new ArrayList<>();

    VerifyFaults(NamespaceHosts hosts) {
        this.hosts = hosts;
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /**
     * One misfortune.
     *
     * @param inflict brings it
     * @param mend takes it away, as far as a deploy does not
     * @param found kind, node and interface of what is to be found, and nothing else
     */
    record Fault(String name, Action inflict, Action mend, Set<String> found) {}

    List<Fault> all() {
        return List.of(killed(), frozen(), filtered(), down(), lossy(), collectorDead());
    }

    Fault killed() {
        return new Fault("killed", () -> signal("KILL", "c", "eth2"), () -> {}, Set.of("deadProbe c eth2"));
    }

    Fault frozen() {
        return new Fault(
                "frozen",
                () -> signal("STOP", "b", "eth2"),
                () -> signal("CONT", "b", "eth2"),
                Set.of("frozenProbe b eth2"));
    }

    Fault filtered() {
        return new Fault(
                "filtered",
                () -> nft(sender(), "output", "udp dport 9995 drop"),
                () -> unfiltered(sender()),
                Set.of("filteredExport " + sender() + " eth1", "filteredExport " + sender() + " eth2"));
    }

    Fault down() {
        return new Fault(
                "down",
                () -> in("c", "ip", "link", "set", "eth2", "down"),
                () -> {
                    in("c", "ip", "link", "set", "eth2", "up");
                    in("c", "ip", "addr", "replace", "fd00:77:1::1/64", "dev", "eth2", "nodad");
                },
                Set.of("interfaceDown c eth2"));
    }

    Fault lossy() {
        return new Fault(
                "lossy",
                () -> nft(collector(), "input", "udp dport 9995 numgen random mod 100 < 5 drop"),
                () -> unfiltered(collector()),
                Set.of("datagramsLost " + sender() + " "));
    }

    Fault collectorDead() {
        return new Fault(
                "collectorDead",
                () -> signalDaemon("KILL", collector(), "collector"),
                () -> {},
                Set.of("deadCollector " + collector() + " "));
    }

    /** The node that collects. */
    String collector() throws IllegalStateException {
        return plan().path("collectors").path(0).path("node").asText();
    }

    /** A node that probes on two interfaces and does not collect. */
    String sender() {
        return Stream.of("b", "c")
                .filter(node -> !node.equals(collector()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode plan() {
        return state().path("plan");
    }

    private JsonNode state() {
        try (Stream<Path> states = Files.list(hosts.home().resolve("state/overtap"))) {
            Path state = states.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return JsonDocument.mapper().readTree(state.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path folder(String node, String daemon) {
        return Path.of("/var/tmp/overtap-" + state().path("id").asText() + "-" + node, daemon);
    }

    private String probe(String node, String iface) {
        for (JsonNode probe : plan().path("probes")) {
            for (JsonNode watched : probe.path("interfaces")) {
                if (probe.path("node").asText().equals(node)
                        && watched.path("name").asText().equals(iface)) {
                    return "probe-" + watched.path("sourceId").asText();
                }
            }
        }
        throw new IllegalStateException("no probe on " + node + " " + iface + ": " + plan());
    }

    private void signal(String signal, String node, String iface) throws IOException {
        signalDaemon(signal, node, probe(node, iface));
    }

    /** To the daemon and what it forked: they are one process group. */
    private void signalDaemon(String signal, String node, String daemon) throws IOException {
        String pid = Files.readString(folder(node, daemon).resolve("pid")).split(" ")[0];
        require(List.of("kill", "-" + signal, "--", "-" + pid));
    }

    private void nft(String node, String hook, String rule) {
        in(node, "nft", "add table inet faults");
        in(node, "nft", "add chain inet faults " + hook + " { type filter hook " + hook + " priority 0; }");
        in(node, "nft", "add rule inet faults " + hook + " " + rule);
    }

    private void unfiltered(String node) {
        in(node, "nft", "delete table inet faults");
    }

    private void in(String node, String... words) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + PREFIX + node, "--"));
        all.addAll(List.of(words));
        require(all);
    }

    private void require(List<String> words) {
        Live.Ended ended = Live.run(hosts.home(), words);
        assertThat(ended.code()).as(words + ": " + ended.err()).isZero();
    }

    /** Pings over every conversation, and so many flows that every probe exports all the time. */
    void startLoad() throws IOException {
        for (String way : List.of("a 10.1.1.2", "a 10.1.1.3", "b 10.1.1.3", "c 10.1.3.2", "b 10.1.2.2")) {
            String[] words = way.split(" ");
            start(words[0], "ping", "-q", "-i", "0.5", words[1]);
            start(
                    words[0],
                    "perl",
                    "-MSocket",
                    "-e",
                    "socket(S,PF_INET,SOCK_DGRAM,0);while(1){for(1..20){"
                            + "send(S,'x'x100,0,sockaddr_in(20000+int(rand(10000)),inet_aton('" + words[1]
                            + "')));}select(undef,undef,undef,0.2);}");
        }
    }

    private void start(String node, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + PREFIX + node, "--"));
        all.addAll(List.of(words));
        load.add(new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void endLoad() {
        load.forEach(Process::destroyForcibly);
    }
}
