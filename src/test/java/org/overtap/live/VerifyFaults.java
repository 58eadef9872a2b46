package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.topology.file.JsonDocument;

/**
 * Misfortunes of an overlay on {@link NamespaceHosts#four}, and what verify is to find under each. There b and c probe on
 * two interfaces each, and a collects.
 */
final class VerifyFaults {
    private static final String DROPPED = "dropped_packets=";
    private static final String FLOOD = "socket(S,PF_INET,SOCK_DGRAM,0);while(time()<%d){for(1..%d){send(S,'x'x100,0,"
            + "sockaddr_in(20000+int(rand(10000)),inet_aton('%s')));}select(undef,undef,undef,%s);}";
    private static final String FORGE =
            "socket(S,PF_INET,SOCK_DGRAM,0);bind(S,sockaddr_in(0,inet_aton('%s')));for(1..%d){"
                    + "for $e(1,2){send(S,pack('nnNNNNCCn',5,1,1,time(),0,0,0,$e,0).pack('a4a4x4nnNNNNnnCCCCnnCCn',"
                    + "inet_aton('10.1.1.2'),inet_aton('10.1.1.3'),0,0,5,500,1,2,1111,2222,0,0,17,0,0,0,0,0,0),0,"
                    + "sockaddr_in(9995,inet_aton('%s')));}select(undef,undef,undef,0.5);}";

    private final NamespaceHosts hosts;
    private final List<Process> running = new ArrayList<>();

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

    private static final Action DEPLOYED = () -> {};

    List<Fault> all() {
        return List.of(
                killed(),
                frozen(),
                down(),
                filtered(),
                lossy(),
                swapped(),
                dropping(),
                unreachable(),
                collectorDead(),
                forged());
    }

    Fault killed() {
        return new Fault("killed", () -> signal("KILL", "c", "eth1"), DEPLOYED, Set.of("deadProbe c eth1"));
    }

    Fault frozen() {
        return new Fault(
                "frozen",
                () -> signal("STOP", "b", "eth2"),
                () -> signal("CONT", "b", "eth2"),
                Set.of("frozenProbe b eth2"));
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

    Fault filtered() {
        return new Fault(
                "filtered",
                () -> nft("b", "output", "udp dport 9995 drop"),
                () -> in("b", "nft", "delete table inet faults"),
                Set.of("filteredExport b eth1", "filteredExport b eth2"));
    }

    /** Where the sender cannot notice: one whose datagrams are dropped on its own node keeps them and tries again. */
    Fault lossy() {
        String rule = "ip saddr %s udp dport 9995 numgen random mod 100 < 5 drop";
        return new Fault(
                "lossy",
                () -> nft("a", "input", rule.formatted(NamespaceHosts.control("c"))),
                () -> in("a", "nft", "delete table inet faults"),
                Set.of("datagramsLost c "));
    }

    Fault swapped() {
        return new Fault(
                "swapped",
                () -> restart("b", 2, 1),
                () -> {
                    signal("KILL", "b", "eth1");
                    signal("KILL", "b", "eth2");
                },
                Set.of("exchangedIds b eth1", "exchangedIds b eth2"));
    }

    /** It is stopped for a while, so that the kernel's buffer runs over, once canaries are on their way. */
    Fault dropping() {
        return new Fault(
                "dropping",
                () -> {
                    flood("b", "10.1.2.2", 400, 40, "0.02");
                    start("b", "sh", "-c", """
                            until pgrep -f 'overtap-%1$s-[c]anaries' >/dev/null; do sleep 0.1; done
                            kill -STOP -%2$s
                            sleep 4
                            kill -CONT -%2$s
                            """.formatted(state().path("id").asText(), pid("b", probe("b", "eth2"))));
                },
                DEPLOYED,
                Set.of("dropped b eth2"));
    }

    Fault unreachable() {
        return new Fault("unreachable", this::endSshd, () -> hosts.startSshd("b"), Set.of("unreachable b "));
    }

    Fault collectorDead() {
        return new Fault(
                "collectorDead", () -> signalDaemon("KILL", "a", "collector"), DEPLOYED, Set.of("deadCollector a "));
    }

    /** All probes are dead, and their nodes send records by themselves. */
    Fault forged() {
        return new Fault(
                "forged",
                () -> {
                    for (String node : List.of("b", "c")) {
                        signal("KILL", node, "eth1");
                        signal("KILL", node, "eth2");
                        String own = NamespaceHosts.control(node);
                        start(node, "perl", "-MSocket", "-e", FORGE.formatted(own, 40, NamespaceHosts.control("a")));
                    }
                },
                DEPLOYED,
                Set.of("deadProbe b eth1", "deadProbe b eth2", "deadProbe c eth1", "deadProbe c eth2", "foreign a "));
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
        for (JsonNode probe : state().path("plan").path("probes")) {
            for (JsonNode watched : probe.path("interfaces")) {
                if (probe.path("node").asText().equals(node)
                        && watched.path("name").asText().equals(iface)) {
                    return "probe-" + watched.path("sourceId").asText();
                }
            }
        }
        throw new IllegalStateException("no probe on " + node + " " + iface);
    }

    private String pid(String node, String daemon) throws IOException {
        return Files.readString(folder(node, daemon).resolve("pid")).split(" ")[0];
    }

    private void signal(String signal, String node, String iface) throws IOException {
        signalDaemon(signal, node, probe(node, iface));
    }

    /** To the daemon and what it forked: they are one process group. */
    private void signalDaemon(String signal, String node, String daemon) throws IOException {
        require(List.of("kill", "-" + signal, "--", "-" + pid(node, daemon)));
    }

    /** How many packets the daemon itself says that it lost. */
    long droppedBy(String node, String iface) throws IOException {
        String log = Files.readString(folder(node, probe(node, iface)).resolve("log"), StandardCharsets.UTF_8);
        int last = log.lastIndexOf(DROPPED);
        return last < 0
                ? 0
                : Long.parseLong(log.substring(last + DROPPED.length()).split("\\s")[0]);
    }

    /** Starts the node's probes again, each with the number of the other. */
    private void restart(String node, int... numbers) throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            Path folder = folder(node, "probe-" + (i + 1));
            require(List.of("kill", "-KILL", "--", "-" + pid(node, "probe-" + (i + 1))));
            Path config = folder.resolve("pmacctd.conf");
            Files.writeString(
                    config,
                    Files.readString(config).replaceAll("nfprobe_engine: \\d+", "nfprobe_engine: " + numbers[i]));
            String script = "cd %s; setsid pmacctd -f pmacctd.conf </dev/null >>log 2>&1 & read -r stat </proc/$!/stat;"
                    + " set -- ${stat##*) }; echo \"$! ${20}\" >%s/pid";
            in(node, "sh", "-c", script.formatted(folder, folder));
        }
    }

    private void endSshd() throws IOException {
        Live.Ended pids = Live.run(hosts.home(), List.of("ip", "netns", "pids", hosts.prefix() + "b"));
        for (String pid : pids.out().lines().map(String::strip).toList()) {
            Path name = Path.of("/proc", pid, "comm");
            if (Files.exists(name) && Files.readString(name).startsWith("sshd")) {
                require(List.of("kill", pid));
            }
        }
    }

    private void nft(String node, String hook, String rule) {
        in(node, "nft", "add table inet faults");
        in(node, "nft", "add chain inet faults " + hook + " { type filter hook " + hook + " priority 0; }");
        in(node, "nft", "add rule inet faults " + hook + " " + rule);
    }

    private List<String> inside(String node, String... words) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + hosts.prefix() + node, "--"));
        all.addAll(List.of(words));
        return all;
    }

    private void in(String node, String... words) {
        require(inside(node, words));
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
            flood(words[0], words[1], 40, 36_000, "0.2");
        }
    }

    /** So many datagrams at once to ports of the other node, again and again. */
    private void flood(String node, String to, int burst, int seconds, String pause) throws IOException {
        long end = System.currentTimeMillis() / 1000 + seconds;
        start(node, "perl", "-MSocket", "-e", FLOOD.formatted(end, burst, to, pause));
    }

    private void start(String node, String... words) throws IOException {
        running.add(new ProcessBuilder(inside(node, words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void endLoad() {
        running.forEach(Process::destroyForcibly);
    }
}
