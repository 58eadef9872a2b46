package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.overtap.record.MeasurementFile;
import org.overtap.topology.file.JsonDocument;

/**
 * A dataset has what tcpdump saw, every packet once: five-tuple by five-tuple where it entered the network, and on every
 * segment that it passed. With one owner broken on purpose, it has not.
 */
@Tag("live")
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class DatasetOracleIT {
    private static final String RUN = "traffic";

    @TempDir
    Path home;

    @BeforeAll
    static void canRunHere() {
        Live.require();
        Live.requirePrograms("tcpdump", "python3");
    }

    /** What was measured in one lab, and how to judge what is made of it. */
    private record Judged(LiveLab lab, LabTraffic traffic, Path home, Instant since, Instant until) {
        Live.Ended of(Path dataset) throws IOException {
            return traffic.judge(dataset, RUN, since, until);
        }
    }

    private interface Then {
        void with(Judged judged) throws Exception;
    }

    /**
     * Measures the traffic in a lab, makes a dataset of it and has it judged.
     *
     * @param deploy the command that deploys the overlay
     */
    private void measure(String name, String sample, String deploy, Then then, String... options) throws Exception {
        Path folder = Path.of("sample-topologies", sample);
        String script = folder.resolve("experiment.ns").toString();
        try (LiveLab lab = LiveLab.up(home, name, "oracle/" + name, script, options)) {
            requireDone(lab.quick(deploy));
            try (LabTraffic traffic = new LabTraffic(lab, folder, home.resolve("captures"))) {
                traffic.capture();
                requireDone(lab.overtap("mark", RUN, "start"));
                Instant since = Instant.now();
                traffic.send();
                Instant until = Instant.now();
                requireDone(lab.overtap("mark", RUN, "stop"));
                requireDone(lab.overtap(
                        "dataset", "--wait", "--to", home.resolve("flows").toString(), "-o", dataset("all")));
                traffic.stop();
                Judged judged = new Judged(lab, traffic, home, since, until);
                JsonNode agreed = summary(judged.of(Path.of(dataset("all"))), 0);
                for (String sort : List.of("tcp", "udp", "icmp", "multicast", "broadcast")) {
                    assertThat(agreed.path(sort).asInt()).as(sort).isPositive();
                }
                then.with(judged);
            }
        }
    }

    private String dataset(String name) {
        return home.resolve(name).toString();
    }

    private static void requireDone(Live.Ended ended) {
        assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
    }

    private static JsonNode summary(Live.Ended judge, int code) throws IOException {
        assertThat(judge.code()).as(judge.out() + judge.err()).isEqualTo(code);
        List<String> lines = judge.out().lines().toList();
        return JsonDocument.mapper().readTree(lines.get(lines.size() - 1));
    }

    /** Two LANs with three members each that carry what passes through, and a shaped link between them. */
    @Test
    void transitOverLans() throws Exception {
        measure("oraclea", "two-offices", "deploy", judged -> {
            ObjectNode asItWas = measurement();
            ObjectNode measurement = measurement();
            measurement.path("plan").path("segments").forEach(segment -> reverse((ArrayNode) segment.path("owners")));
            write(measurement);
            requireDone(Live.overtap(home, "dataset", dataset("flows"), "-o", dataset("reversed")));
            summary(judged.of(Path.of(dataset("reversed"))), 0);

            measurement = measurement();
            swapped(measurement, "west");
            write(measurement);
            requireDone(Live.overtap(home, "dataset", dataset("flows"), "-o", dataset("swapped")));
            Live.Ended swapped = judged.of(Path.of(dataset("swapped")));
            assertThat(summary(swapped, 3).path("complaints").asInt()).isGreaterThan(10);

            Path owner = home.resolve("flows/east/flows/tbnode-n7");
            Files.move(owner, home.resolve("hidden"));
            write(asItWas);
            Live.overtap(home, "dataset", dataset("flows"), "-o", dataset("hidden-owner"));
            Live.Ended hidden = judged.of(Path.of(dataset("hidden-owner")));
            assertThat(summary(hidden, 3).path("complaints").asInt()).isGreaterThan(10);
            assertThat(hidden.out()).contains("flows: floor2 10.1.1.3", "is told with None");
        });
    }

    /** IPv6 beside IPv4, behind a router and over a shaped link. */
    @Test
    void twoFamilies() throws Exception {
        measure(
                "oracleb",
                "two-families",
                "deploy",
                judged -> {
                    JsonNode agreed = summary(judged.of(Path.of(dataset("all"))), 0);
                    assertThat(agreed.path("ipv6").asInt()).isGreaterThan(10);
                    assertThat(agreed.path("icmpv6").asInt()).isPositive();
                },
                "--ipv6");
    }

    /** A LAN alone, with test packets that no dataset has; and one that differs in one row is found out. */
    @Test
    @Tag("long")
    void aLanAlone() throws Exception {
        measure("oraclec", "three-node-lan", "run", judged -> {
            Path table = home.resolve("all/csv/flows.csv");
            List<String> rows = Files.readAllLines(table);
            int one = rows.indexOf(rows.stream()
                    .filter(row -> row.startsWith(RUN + ","))
                    .findFirst()
                    .orElseThrow());
            List<String> more = new ArrayList<>(rows);
            more.add(rows.get(one));
            Files.write(table, more);
            assertThat(judged.of(home.resolve("all")).out()).startsWith("flows: lan0");
            List<String> fewer = new ArrayList<>(rows);
            fewer.remove(one);
            Files.write(table, fewer);
            Live.Ended missed = judged.of(home.resolve("all"));
            assertThat(missed.code()).isEqualTo(3);
            assertThat(missed.out()).contains("is told with None");
        });
    }

    private ObjectNode measurement() throws IOException {
        return (ObjectNode) JsonDocument.mapper()
                .readTree(home.resolve("flows").resolve(MeasurementFile.NAME).toFile());
    }

    private void write(ObjectNode measurement) throws IOException {
        Files.writeString(home.resolve("flows").resolve(MeasurementFile.NAME), JsonDocument.text(measurement));
    }

    private static void reverse(ArrayNode owners) {
        ArrayNode before = owners.deepCopy();
        owners.removeAll();
        for (int i = before.size() - 1; i >= 0; i--) {
            owners.add(before.get(i));
        }
    }

    /** As if the records of a node's two probes were each the other's. */
    private static void swapped(ObjectNode measurement, String node) {
        List<ObjectNode> its = new ArrayList<>();
        measurement.path("exporters").forEach(exporter -> its.add((ObjectNode) exporter));
        its.removeIf(exporter -> !exporter.path("node").asText().equals(node));
        assertThat(its).hasSize(2);
        JsonNode id = its.get(0).path("sourceId");
        its.get(0).set("sourceId", its.get(1).path("sourceId"));
        its.get(1).set("sourceId", id);
    }
}
