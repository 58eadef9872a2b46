package org.overtap.lifecycle.health;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FlowRecord;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeId;
import org.overtap.verify.watch.CollectorReader;

/** How long records take to be stored, by one file of each probe, which is read once. */
final class Latencies {
    /** To read more than that takes seconds of the node. */
    private static final long MOST_RECORDS = 20_000;

    private static final long MILLI = 1000;

    private final Map<ProbeId, Known> known = new ConcurrentHashMap<>();

    private record Known(String file, Optional<RecordLatency> latency) {}

    /**
     * How long the records of that probe in that file took; absent where they do not tell when their packets passed, or are
     * too many to be read for this.
     *
     * @param clocks how the nodes' clocks differ from this machine's, of those that tell
     */
    Optional<RecordLatency> of(
            ProbeId probe,
            CollectorReader.StoredFile file,
            PlannedExporters planned,
            CollectorReader collectors,
            List<ClockReading> clocks) {
        String name = file.source().entry().place() + " " + file.totals().name();
        Known before = known.get(probe);
        if (before != null && before.file.equals(name)) {
            return before.latency;
        }
        long records = file.totals().exporters().stream()
                .mapToLong(ExporterTotal::records)
                .sum();
        Optional<RecordLatency> read =
                records > MOST_RECORDS ? Optional.empty() : read(probe, file, planned, collectors, clocks);
        known.put(probe, new Known(name, read));
        return read;
    }

    private static Optional<RecordLatency> read(
            ProbeId probe,
            CollectorReader.StoredFile file,
            PlannedExporters planned,
            CollectorReader collectors,
            List<ClockReading> clocks) {
        Optional<ClockReading> there = clock(clocks, file.source().node());
        Optional<ClockReading> own = clock(clocks, probe.node());
        boolean same = file.source().node().equals(probe.node());
        if (!same && (there.isEmpty() || own.isEmpty())) {
            return Optional.empty();
        }
        long ahead = same ? 0 : there.get().millis() - own.get().millis();
        long error = same ? 0 : there.get().errorMillis() + own.get().errorMillis();
        LongStream.Builder times = LongStream.builder();
        collectors.read(file, record -> {
            boolean its = planned.probe(record.exporter()).filter(probe::equals).isPresent();
            if (its && record.lastMicros() != FlowRecord.ABSENT) {
                times.add(file.totals().closed() * MILLI - ahead - record.lastMicros() / MILLI);
            }
        });
        return RecordLatency.of(times.build().toArray(), error);
    }

    private static Optional<ClockReading> clock(List<ClockReading> clocks, String node) {
        return clocks.stream().filter(clock -> clock.node().equals(node)).findFirst();
    }
}
