package org.overtap.lifecycle.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.verify.evidence.GapWindow;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeId;
import org.overtap.verify.watch.CollectorReader;

/**
 * What closed files have, counted up over as many looks as there are: a file that is closed stays as it is, so that each
 * look reads those only that came since.
 */
final class StoredTally {
    private final Map<String, Map<String, CollectorReader.StoredFile>> files = new TreeMap<>();

    /** Reads what came since the last look. */
    void read(CollectorReader collectors) {
        Map<String, Long> since = new HashMap<>();
        files.forEach((place, known) -> newest(known.values())
                .ifPresent(file -> since.put(place, file.totals().closed())));
        for (CollectorReader.StoredFile file : collectors.files(since)) {
            files.computeIfAbsent(file.source().entry().place(), place -> new TreeMap<>())
                    .put(file.totals().name(), file);
        }
    }

    /** The files of what stores at that place in the journal, by name. */
    List<CollectorReader.StoredFile> at(String place) {
        return List.copyOf(files.getOrDefault(place, Map.of()).values());
    }

    /** Records in files of that place. */
    long records(String place) {
        return at(place).stream()
                .flatMap(file -> file.totals().exporters().stream())
                .mapToLong(ExporterTotal::records)
                .sum();
    }

    /** Jumps in files of that place; absent where one does not tell. */
    OptionalLong gaps(String place) {
        return sum(at(place));
    }

    private static OptionalLong sum(List<CollectorReader.StoredFile> some) {
        return some.stream().map(file -> file.totals().gaps()).reduce(OptionalLong.of(0), GapWindow::sum);
    }

    /** The last file that was closed at that place. */
    Optional<CollectorReader.StoredFile> newest(String place) {
        return newest(files.getOrDefault(place, Map.of()).values());
    }

    /** Whether what stores at that place closes files also while nothing comes. */
    boolean closesEmpty(String place) {
        return at(place).stream().anyMatch(file -> records(file.totals()) == 0);
    }

    private static long records(FileTotals totals) {
        return totals.exporters().stream().mapToLong(ExporterTotal::records).sum();
    }

    private static Optional<CollectorReader.StoredFile> newest(Collection<CollectorReader.StoredFile> some) {
        return some.stream().max(Comparator.comparingLong((CollectorReader.StoredFile file) -> file.totals()
                .closed()));
    }

    /** What is stored of one probe. */
    Of of(ProbeId probe, PlannedExporters planned) {
        List<CollectorReader.StoredFile> own = new ArrayList<>();
        long records = 0;
        OptionalLong gaps = OptionalLong.of(0);
        for (Map<String, CollectorReader.StoredFile> place : files.values()) {
            Map<String, List<CollectorReader.StoredFile>> folders = place.values().stream()
                    .collect(Collectors.groupingBy(file -> file.totals().folder()));
            for (List<CollectorReader.StoredFile> folder : folders.values()) {
                long its = folder.stream()
                        .mapToLong(file -> records(file, probe, planned))
                        .sum();
                if (its > 0) {
                    records += its;
                    folder.stream()
                            .filter(file -> records(file, probe, planned) > 0)
                            .forEach(own::add);
                    gaps = GapWindow.sum(gaps, gaps(folder, probe, planned));
                }
            }
        }
        return new Of(records, records == 0 ? OptionalLong.empty() : gaps, newest(own));
    }

    /** Of a folder that others write to as well it is told of all together. */
    private static OptionalLong gaps(List<CollectorReader.StoredFile> folder, ProbeId probe, PlannedExporters planned) {
        OptionalLong all = sum(folder);
        Set<Optional<ProbeId>> heard = folder.stream()
                .flatMap(file -> file.totals().exporters().stream())
                .map(total -> planned.probe(total.exporter()))
                .collect(Collectors.toSet());
        boolean alone = heard.equals(Set.of(Optional.of(probe)));
        return alone || all.orElse(0) == 0 ? all : OptionalLong.empty();
    }

    private static long records(CollectorReader.StoredFile file, ProbeId probe, PlannedExporters planned) {
        return file.totals().exporters().stream()
                .filter(total ->
                        planned.probe(total.exporter()).filter(probe::equals).isPresent())
                .mapToLong(ExporterTotal::records)
                .sum();
    }

    /**
     * What is stored of a probe.
     *
     * @param records how many records
     * @param gaps jumps of its sequence numbers; absent where they are not told, or not of it alone
     * @param newest the last file that has one
     */
    record Of(long records, OptionalLong gaps, Optional<CollectorReader.StoredFile> newest) {}
}
