package org.overtap.live.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.overtap.instrument.Arrival;
import org.overtap.instrument.Instrument;
import org.overtap.live.Live;
import org.overtap.topology.file.JsonDocument;

/**
 * How many packets a second each probe keeps up with, alone, on small packets of one flow: what its descriptor says is sent
 * to it and must be stored to the last packet. Writes {@code target/probe-rates.json}.
 */
@Tag("matrix")
@Isolated("what it measures is what a probe can do alone")
class ProbeRateIT {
    private static final int SECONDS = 4;
    private static final int MOST_SECONDS = 25;

    /** To which the script sends its packets of that rate. */
    private static final int PORT = 5002;

    /** Packets a second beyond what descriptors say, to see what comes then: -Dovertap.matrix.rates=60000,120000. */
    private static final List<Integer> MORE = Arrays.stream(
                    System.getProperty("overtap.matrix.rates", "").split(","))
            .filter(word -> !word.isEmpty())
            .map(Integer::parseInt)
            .toList();

    @TempDir
    static Path home;

    @Test
    void everyProbeKeepsUpWithWhatItsDescriptorSays() throws Exception {
        Live.require();
        Live.requirePrograms("pmacctd", "nfcapd", "sfcapd", "fprobe", "argus", "ra", "tcpdump", "python3", "nft");
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/probe-rates/1");
        SoftAssertions all = new SoftAssertions();
        for (MatrixCell cell : firstOfEach().values()) {
            List<Long> rates = new ArrayList<>();
            Optional.of(cell.probe.capacity()).filter(rate -> rate > 0).ifPresent(rates::add);
            MORE.forEach(rate -> rates.add((long) rate));
            all.assertThat(cell.probe.capacity()).as(cell.name()).isPositive();
            for (long rate : rates) {
                ObjectNode one = document.withArray("rates").addObject();
                measure(cell, rate, one);
                if (rate == cell.probe.capacity()) {
                    long lost = one.path("sent").asLong() - one.path("stored").asLong();
                    all.assertThat(lost).as(one.toString()).isZero();
                }
                Files.writeString(Path.of("target", "probe-rates.json"), JsonDocument.text(document));
            }
        }
        all.assertAll();
    }

    /** Each probe that is taken without being asked for, in its usual form with the first collector. */
    private static Map<String, MatrixCell> firstOfEach() {
        Map<String, MatrixCell> cells = new LinkedHashMap<>();
        MatrixCell.all().stream()
                .filter(cell -> cell.probe.refused().isEmpty())
                .forEach(cell -> cells.putIfAbsent(cell.probe.name(), cell));
        return cells;
    }

    private static void measure(MatrixCell cell, long rate, ObjectNode told) throws Exception {
        MatrixRun run = MatrixRun.up(home, "ovtrate-", List.of(cell));
        try {
            run.countArriving(PORT);
            String[] words =
                    run.send("rate", "" + rate * SECONDS, "" + SECONDS).strip().split(" ");
            long sent = run.arrived();
            long stored = 0;
            int late = cell.probe.arrival().flatMap(Arrival::late).orElse(0);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS + late);
            while (stored < sent && System.nanoTime() < end) {
                Thread.sleep(2000);
                stored = cell.read().packets("busy ipv4");
            }
            told.put("probe", cell.probe.name())
                    .put("wire", cell.wire.name())
                    .put("collector", cell.collector.map(Instrument::name).orElse(null))
                    .put("packetsPerSecond", rate)
                    .put("seconds", Double.parseDouble(words[2]))
                    .put("sent", sent)
                    .put("stored", stored);
        } finally {
            run.down();
        }
    }
}
