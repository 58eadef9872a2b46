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

    private void measure(String name, String sample, Then then, String... options) throws Exception {
        String script = "sample-topologies/" + sample + "/experiment.ns";
        try (LiveLab lab = LiveLab.up(home, name, "oracle/" + name, script, options)) {
            requireDone(lab.quick("run"));
            try (LabTraffic traffic = new LabTraffic(lab, home.resolve("captures"))) {
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
        measure("oraclea", "two-offices", judged -> {
            ObjectNode measurement = measurement();
            measurement.path("plan").path("segments").forEach(segment -> reverse((ArrayNode) segment.path("owners")));
            write(measurement);
            requireDone(Live.overtap(home, "dataset", dataset("flows"), "-o", dataset("reversed")));
            summary(judged.of(Path.of(dataset("reversed"))), 0);

            measurement = measurement();
            forget(measurement, "west", "floor2");
            write(measurement);
            requireDone(Live.overtap(home, "dataset", dataset("flows"), "-o", dataset("broken")));
            Live.Ended broken = judged.of(Path.of(dataset("broken")));
            assertThat(summary(broken, 3).path("complaints").asInt()).isGreaterThan(10);
            assertThat(broken.out()).contains("segments: floor2", "is told with None");
        });
    }

    /** IPv6 beside IPv4, behind a router and over a shaped link. */
    @Test
    void twoFamilies() throws Exception {
        measure(
                "oracleb",
                "two-families",
                judged -> {
                    JsonNode agreed = summary(judged.of(Path.of(dataset("all"))), 0);
                    assertThat(agreed.path("ipv6").asInt()).isGreaterThan(10);
                    assertThat(agreed.path("icmpv6").asInt()).isPositive();
                },
                "--ipv6");
    }

    /** A LAN alone; and a dataset that differs from what was seen in one row is found out. */
    @Test
    void aLanAlone() throws Exception {
        measure("oraclec", "three-node-lan", judged -> {
            Path table = home.resolve("all/csv/flows.csv");
            List<String> rows = Files.readAllLines(table);
            int one = rows.indexOf(rows.stream()
                    .filter(row -> row.startsWith(RUN + ","))
                    .findFirst()
                    .orElseThrow());
            List<String> more = new ArrayList<>(rows);
            more.add(rows.get(one));
            Files.write(table, more);
            assertThat(judged.of(table.resolve("../..")).out()).startsWith("flows: lan0");
            List<String> fewer = new ArrayList<>(rows);
            fewer.remove(one);
            Files.write(table, fewer);
            Live.Ended missed = judged.of(table.resolve("../.."));
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

    /** As if nobody knew the exporter at that node's interface on that segment. */
    private static void forget(ObjectNode measurement, String node, String segment) {
        ArrayNode exporters = (ArrayNode) measurement.path("exporters");
        for (int i = exporters.size() - 1; i >= 0; i--) {
            JsonNode exporter = exporters.get(i);
            if (exporter.path("node").asText().equals(node)
                    && exporter.path("segment").asText().equals(segment)) {
                exporters.remove(i);
            }
        }
    }
}
