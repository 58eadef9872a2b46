package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;

/** Reads what {@code nfdump-totals.sh} prints: a line for each file, and after it one for each of its exporters. */
final class NfdumpTotals {
    private static final Pattern FILE = Pattern.compile("file (\\d{1,15}) (\\d{1,18}) (\\S+)");
    private static final Pattern EXPORTER = Pattern.compile("(\\S+) (\\d{1,3}/\\d{1,3}) (\\S+) (\\d{1,18})");

    private final List<FileTotals> files = new ArrayList<>();

    void take(String line) {
        Matcher file = FILE.matcher(line);
        Matcher exporter = EXPORTER.matcher(line);
        if (file.matches()) {
            files.add(new FileTotals(
                    file.group(3),
                    Long.parseLong(file.group(1)),
                    OptionalLong.of(Long.parseLong(file.group(2))),
                    List.of()));
        } else if (exporter.matches() && !files.isEmpty()) {
            add(exporter);
        }
    }

    /** A line that names no exporter is none of one. */
    private void add(Matcher words) {
        NfdumpLine.exporter(words.group(1), words.group(2), words.group(3)).ifPresent(exporter -> {
            FileTotals last = files.remove(files.size() - 1);
            List<ExporterTotal> totals = new ArrayList<>(last.exporters());
            totals.add(new ExporterTotal(exporter, Long.parseLong(words.group(4))));
            files.add(new FileTotals(last.name(), last.closed(), last.gaps(), totals));
        });
    }

    List<FileTotals> all() {
        return List.copyOf(files);
    }
}
