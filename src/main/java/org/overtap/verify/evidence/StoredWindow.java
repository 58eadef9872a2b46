package org.overtap.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;

/**
 * What is stored, by time.
 *
 * @param exporters records of each exporter, each form in which it sent by itself
 * @param gaps jumps of sequence numbers, by folder
 * @param oldest when the oldest file was closed, in seconds since 1970; absent if there is none
 */
public record StoredWindow(Map<Exporter, ExporterWindow> exporters, List<GapWindow> gaps, OptionalLong oldest) {
    /** Nothing is stored. */
    public static final StoredWindow EMPTY = new StoredWindow(Map.of(), List.of(), OptionalLong.empty());

    public StoredWindow {
        exporters = Map.copyOf(exporters);
        gaps = List.copyOf(gaps);
    }

    /**
     * Of the files of one collector. A file was open from when the one before it in its folder was closed.
     *
     * @param start when the window begins, in seconds by the same clock
     * @param known whom the plan knows by what a file calls an exporter
     */
    public static StoredWindow of(List<FileTotals> files, long start, UnaryOperator<Exporter> known) {
        Map<String, List<FileTotals>> folders = files.stream()
                .sorted(Comparator.comparing(FileTotals::name))
                .collect(Collectors.groupingBy(FileTotals::folder, TreeMap::new, Collectors.toList()));
        Map<Exporter, ExporterWindow> exporters = new HashMap<>();
        List<GapWindow> gaps = new ArrayList<>();
        for (List<FileTotals> folder : folders.values()) {
            Folder walked = new Folder(start, known);
            folder.forEach(walked::add);
            walked.exporters.forEach((exporter, its) -> exporters.merge(exporter, its, ExporterWindow::and));
            gaps.add(walked.gaps());
        }
        return new StoredWindow(
                exporters, gaps, files.stream().mapToLong(FileTotals::closed).min());
    }

    /** The files of one folder, one after the other. */
    private static final class Folder {
        private final long start;
        private final UnaryOperator<Exporter> known;
        private final Map<Exporter, ExporterWindow> exporters = new HashMap<>();
        private final List<FileTotals> inside = new ArrayList<>();
        private GapWindow gaps = GapWindow.NONE;
        private OptionalLong opened = OptionalLong.empty();

        Folder(long start, UnaryOperator<Exporter> known) {
            this.start = start;
            this.known = known;
        }

        void add(FileTotals file) {
            gaps = gaps.heard(heard(file));
            if (file.closed() < start) {
                gaps = gaps.before(file.gaps());
                count(file, records -> new ExporterWindow(records, 0, 0));
            } else if (opened.isEmpty() || opened.getAsLong() <= start) {
                gaps = gaps.around(file.gaps());
                count(file, records -> new ExporterWindow(0, records, 0));
            } else {
                inside.add(file);
                count(file, records -> new ExporterWindow(0, 0, records));
            }
            opened = OptionalLong.of(file.closed());
        }

        /** A datagram that makes numbers jump may have no record, so that its file does not name its exporter. */
        GapWindow gaps() {
            Set<Exporter> missing = new HashSet<>();
            inside.forEach(file -> missing.addAll(heard(file)));
            GapWindow all = gaps;
            for (FileTotals file : inside) {
                all = missing.isEmpty() ? all.since(file.gaps()) : all.around(file.gaps());
                missing.removeAll(heard(file));
            }
            return all;
        }

        private Set<Exporter> heard(FileTotals file) {
            return file.exporters().stream()
                    .map(total -> known.apply(total.exporter()))
                    .collect(Collectors.toSet());
        }

        private void count(FileTotals file, Function<Long, ExporterWindow> when) {
            for (ExporterTotal total : file.exporters()) {
                exporters.merge(known.apply(total.exporter()), when.apply(total.records()), ExporterWindow::and);
            }
        }
    }

    /** Both together: an exporter may have sent to two collectors, one after the other. */
    public StoredWindow and(StoredWindow more) {
        Map<Exporter, ExporterWindow> all = new HashMap<>(exporters);
        more.exporters.forEach((exporter, window) -> all.merge(exporter, window, ExporterWindow::and));
        List<GapWindow> both = new ArrayList<>(gaps);
        both.addAll(more.gaps);
        return new StoredWindow(
                all,
                both,
                LongStream.concat(oldest.stream(), more.oldest.stream()).min());
    }

    /** Jumps of one kind, over all folders; absent where one of them does not tell. */
    public OptionalLong gaps(Function<GapWindow, OptionalLong> which) {
        return gaps.stream().map(which).reduce(OptionalLong.of(0), GapWindow::sum);
    }
}
