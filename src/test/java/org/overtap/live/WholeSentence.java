package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.topology.file.JsonDocument;

/**
 * Plan, deploy, verify, collect, dataset and teardown on a network of this machine that stands, while somebody listens
 * on all its interfaces for records that travel there.
 *
 * @param home configuration, state and files lie below it
 * @param namespace where overtap is started, by its name
 * @param source the network, as overtap is told it
 * @param ports in which of the network's namespaces, given as files, which interfaces there are
 * @param environment what overtap must have in its environment, as words for {@code env}
 */
record WholeSentence(
        Path home, String namespace, String source, Map<String, List<String>> ports, List<String> environment) {
    private static final Path DISK = Path.of("/var/tmp");
    private static final String LOOPBACK = "lo";

    /**
     * What came of it.
     *
     * @param plan the plan
     * @param verify the verdict
     * @param pings what the dataset tells of ICMP, which nobody but the test sends
     */
    record Told(JsonNode plan, JsonNode verify, JsonNode pings) {
        int observationPoints() {
            int points = 0;
            for (JsonNode probe : plan.path("probes")) {
                points += probe.path("interfaces").size();
            }
            return points;
        }
    }

    /** A file of this network's, unlike those of others that have the same home. */
    private Path own(String name) {
        Path folder = home.resolve(source.replaceAll("[^A-Za-z0-9]+", "-"));
        try {
            return Files.createDirectories(folder).resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Live.Ended overtap(String... args) {
        List<String> start = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace, "--", "env"));
        start.addAll(environment);
        start.addAll(Live.words("batch"));
        return LiveProcesses.run(namespace, home, start, args);
    }

    private Live.Ended require(String... args) {
        Live.Ended ended = overtap(args);
        assertThat(ended.code())
                .as(List.of(args) + "\n" + ended.out() + ended.err())
                .isZero();
        return ended;
    }

    /** Does it all; everything is as before in the end. */
    Told run(int conversations) throws Exception {
        return run(conversations, () -> {});
    }

    /** As {@link #run(int)}, with traffic of the test's own before the verdict. */
    Told run(int conversations, Runnable traffic) throws Exception {
        return run(conversations, List.of(), traffic);
    }

    /**
     * As {@link #run(int, Runnable)}.
     *
     * @param options what the plan is made with
     */
    Told run(int conversations, List<String> options, Runnable traffic) throws Exception {
        long start = System.nanoTime();
        Set<String> before = things();
        JsonNode plan = LiveLab.json(require(words(options, "plan", source, "--format", "json")));
        List<Process> listeners = new ArrayList<>();
        Map<String, Path> heard = new TreeMap<>();
        try {
            listen(listeners, heard);
            require(words(options, "deploy", source, "--yes", "--idle-timeout", "1", "--rotate", "2"));
            traffic.run();
            JsonNode verify = LiveLab.json(require("verify", source, "--format", "json"));
            assertThat(verify.path("conversations").asInt()).isEqualTo(conversations);
            assertThat(verify.path("observed").asInt()).isEqualTo(conversations);
            assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(conversations);
            assertThat(verify.path("missing")).isEmpty();
            assertThat(verify.path("duplicates").asInt(-1)).isZero();
            require("collect", source, "--to", own("flows").toString());
            require("dataset", own("flows").toString(), "--out", own("data").toString());
            JsonNode pings = LiveLab.json(
                    require("flows", own("data").toString(), "--filter", "proto icmp", "--format", "json"));
            require("teardown", source);
            end(listeners);
            requireNothingTravelled(plan, heard);
            assertThat(things()).isEqualTo(before);
            Told told = new Told(plan, verify, pings);
            enter(told, (System.nanoTime() - start) / 1_000_000_000);
            return told;
        } finally {
            end(listeners);
        }
    }

    /** A line of the table of networks that were measured in this build; of none is anything left. */
    private void enter(Told told, long seconds) throws IOException {
        String line = String.join(
                "\t",
                source,
                "conversations " + told.verify().path("conversations").asInt(),
                "exactly once " + told.verify().path("exactlyOnce").asInt(),
                "observation points " + told.observationPoints(),
                "probed nodes " + told.plan().path("bound").path("cost").asText(),
                "lower bound " + told.plan().path("bound").path("lowerBound").asText(),
                "left over 0",
                seconds + " s");
        Files.writeString(
                Path.of("target/networks-on-one-machine.tsv"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * As {@link #run(int, Runnable)}, but asks for no verdict.
     *
     * @param options what the plan is made with
     */
    Told measured(List<String> options, Runnable traffic) throws Exception {
        Set<String> before = things();
        JsonNode planned = LiveLab.json(require(words(options, "plan", source, "--format", "json")));
        List<Process> listeners = new ArrayList<>();
        Map<String, Path> heard = new TreeMap<>();
        try {
            listen(listeners, heard);
            require(words(options, "deploy", source, "--yes"));
            traffic.run();
            require("collect", source, "--to", own("flows").toString());
            require("teardown", source);
            end(listeners);
            requireNothingTravelled(planned, heard);
            assertThat(things()).isEqualTo(before);
        } finally {
            end(listeners);
        }
        JsonNode pings =
                LiveLab.json(require("flows", own("flows").toString(), "--filter", "proto icmp", "--format", "json"));
        return new Told(planned, JsonDocument.mapper().createObjectNode(), pings);
    }

    static String[] words(List<String> options, String... first) {
        return Stream.concat(Stream.of(first), options.stream()).toArray(String[]::new);
    }

    /** Records pass the loopback interfaces beside their probes, and no other. */
    private void requireNothingTravelled(JsonNode plan, Map<String, Path> heard) throws IOException {
        Map<String, Long> datagrams = new TreeMap<>();
        for (Map.Entry<String, Path> one : heard.entrySet()) {
            datagrams.put(one.getKey(), packets(one.getValue()));
        }
        assertThat(datagrams.entrySet())
                .filteredOn(one -> !one.getKey().endsWith(" " + LOOPBACK))
                .hasSizeGreaterThan(plan.path("probes").size())
                .allMatch(one -> one.getValue() == 0);
        assertThat(datagrams.entrySet())
                .filteredOn(one -> one.getKey().endsWith(" " + LOOPBACK))
                .anyMatch(one -> one.getValue() > 0);
    }

    private long packets(Path file) {
        return Live.run(home, List.of("tcpdump", "-nn", "-r", file.toString()))
                .out()
                .lines()
                .count();
    }

    private void listen(List<Process> listeners, Map<String, Path> heard) throws IOException, InterruptedException {
        for (Map.Entry<String, List<String>> there : ports.entrySet()) {
            List<String> interfaces = new ArrayList<>(there.getValue());
            interfaces.add(LOOPBACK);
            for (String port : interfaces) {
                Path file = own("heard-" + heard.size() + ".pcap");
                heard.put(there.getKey() + " " + port, file);
                listeners.add(new ProcessBuilder(
                                "nsenter",
                                "--net=" + there.getKey(),
                                "--",
                                "tcpdump",
                                "-U",
                                "-i",
                                port,
                                "-w",
                                file.toString(),
                                "udp dst port 9995")
                        .redirectError(own("listener-" + heard.size() + ".log").toFile())
                        .start());
            }
        }
        for (Path file : heard.values()) {
            for (int i = 0; i < 100 && !Files.exists(file); i++) {
                Thread.sleep(50);
            }
            assertThat(file).exists();
        }
    }

    private static void end(List<Process> listeners) throws InterruptedException {
        for (Process listener : listeners) {
            listener.destroy();
            listener.waitFor();
        }
    }

    /** Namespaces, their interfaces with addresses, what runs in them, and deployments' folders. */
    private Set<String> things() throws IOException {
        Set<String> things = new TreeSet<>();
        for (String place : ports.keySet()) {
            // Carrier and link-local addresses come with time, whoever looks.
            for (String what : List.of("addr", "link")) {
                Live.run(home, List.of("nsenter", "--net=" + place, "--", "ip", "-d", "-o", what))
                        .out()
                        .lines()
                        .filter(line -> !line.contains("inet6 fe80:"))
                        .map(line -> place + " " + line.replaceFirst(" *valid_lft.*", ""))
                        .map(line -> line.replace("NO-CARRIER,", "")
                                .replace(",LOWER_UP", "")
                                .replaceAll(" state [A-Za-z]+| (hello|tcn|topology_change|gc)_timer +[0-9.]+", ""))
                        .map(line -> line.replaceAll(" port_id .*|topology_change.*", ""))
                        .forEach(things::add);
            }
        }
        things.addAll(daemons());
        things.addAll(folders());
        return things;
    }

    /** Measuring programs in the network's namespaces. */
    private Set<String> daemons() throws IOException {
        Set<Object> inodes = new java.util.HashSet<>();
        for (String place : ports.keySet()) {
            inodes.add(Files.getAttribute(Path.of(place), "unix:ino"));
        }
        Set<String> found = new TreeSet<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    String name = Files.readString(process.resolve("comm")).strip();
                    if (name.matches("pmacctd|nfcapd|nfacctd")
                            && inodes.contains(Files.getAttribute(process.resolve("ns/net"), "unix:ino"))) {
                        found.add(process + " " + name);
                    }
                } catch (IOException e) {
                    // It ended.
                }
            }
        }
        return found;
    }

    /** Folders of this home's deployments; other tests have the same disk. */
    private Set<String> folders() throws IOException {
        Path states = home.resolve("state/overtap");
        if (!Files.isDirectory(states)) {
            return Set.of();
        }
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> all = Files.list(states)) {
            for (Path state :
                    all.filter(path -> path.toString().endsWith(".json")).toList()) {
                ids.add(JsonDocument.mapper()
                        .readTree(state.toFile())
                        .path("id")
                        .asText());
            }
        }
        try (Stream<Path> all = Files.list(DISK)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> ids.stream().anyMatch(id -> name.startsWith("overtap-" + id)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
