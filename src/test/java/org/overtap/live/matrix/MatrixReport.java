package org.overtap.live.matrix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.instrument.Instrument;
import org.overtap.live.Live;
import org.overtap.topology.file.JsonDocument;

/** What came of all rounds, as a document and as a table for people. */
final class MatrixReport {
    private final ObjectNode document =
            JsonDocument.mapper().createObjectNode().put("schema", "overtap/instrument-matrix/1");
    private final Path home;

    MatrixReport(Path home) {
        this.home = home;
        ObjectNode programs = document.putObject("programs");
        Set<String> named = new TreeSet<>(List.of("nfdump", "ra"));
        MatrixCell.ALL.all().stream()
                .filter(one -> !one.tried().isEmpty())
                .map(Instrument::program)
                .forEach(named::add);
        for (String program : named) {
            String path = said("sh", "-c", "readlink -f \"$(command -v \"$0\")\"", program);
            programs.putObject(program)
                    .put(
                            "package",
                            said(
                                    "sh",
                                    "-c",
                                    "dpkg-query -W -f='${Package} ${Version}' \"$(dpkg -S \"$0\" | head -n1 | cut -d: -f1)\"",
                                    path))
                    .put("sha256", said("sh", "-c", "sha256sum \"$0\" | cut -d' ' -f1", path));
        }
    }

    private String said(String... words) {
        return Live.run(home, List.of(words)).out().strip();
    }

    void add(List<MatrixRun.Round> rounds) {
        ArrayNode all = document.putArray("results");
        int run = 0;
        for (MatrixRun.Round round : rounds) {
            run++;
            for (Map.Entry<MatrixCell, Counts> entry : round.found().entrySet()) {
                MatrixCell cell = entry.getKey();
                for (String kind : round.sent().kinds()) {
                    String family = kind.substring(kind.indexOf(' ') + 1);
                    if (cell.keeps(kind)) {
                        all.addObject()
                                .put("probe", cell.probe.name())
                                .put("wire", cell.wire.name())
                                .put(
                                        "collector",
                                        cell.collector.map(Instrument::name).orElse(null))
                                .put("family", family)
                                .put("traffic", round.name())
                                .put("kind", kind.substring(0, kind.indexOf(' ')))
                                .put("run", run)
                                .put("packetsSent", round.sent().packets(kind))
                                .put("bytesSent", round.sent().bytes(kind))
                                .put("packets", entry.getValue().packets(kind))
                                .put("bytes", entry.getValue().bytes(kind))
                                .put("exact", entry.getValue().same(round.sent(), kind));
                    }
                }
            }
        }
    }

    ObjectNode node() {
        return document;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JsonDocument.text(document));
        Files.writeString(Path.of(file.toString().replaceFirst("\\.json$", ".md")), table());
    }

    /** For each cell and kind of traffic, in how many runs all was exact, and by how many packets it was off at most. */
    private String table() {
        Map<String, Map<String, int[]>> rows = new TreeMap<>();
        Set<String> columns = new TreeSet<>();
        document.path("results").forEach(one -> {
            String row = one.path("probe").asText() + " | " + one.path("wire").asText() + " | "
                    + one.path("collector").asText("-").replace("null", "-") + " | "
                    + one.path("family").asText();
            String column = one.path("traffic").asText();
            columns.add(column);
            int[] sum = rows.computeIfAbsent(row, r -> new TreeMap<>()).computeIfAbsent(column, c -> new int[3]);
            sum[0] += one.path("exact").asBoolean() ? 1 : 0;
            sum[1]++;
            sum[2] = Math.max(sum[2], (int) Math.abs(
                    one.path("packets").asLong() - one.path("packetsSent").asLong()));
        });
        List<String> lines = new ArrayList<>();
        lines.add("| probe | wire | collector | family | " + String.join(" | ", columns) + " |");
        lines.add("|" + "---|".repeat(4 + columns.size()));
        rows.forEach((row, cells) -> {
            StringBuilder line = new StringBuilder("| " + row + " |");
            for (String column : columns) {
                int[] sum = cells.getOrDefault(column, new int[3]);
                line.append(" ")
                        .append(sum[0] == sum[1] ? "exact " + sum[1] : sum[0] + " of " + sum[1] + ", off by " + sum[2])
                        .append(" |");
            }
            lines.add(line.toString());
        });
        return String.join("\n", lines) + "\n";
    }
}
