package org.overtap.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.topology.IpAddress;

/**
 * Adds up what {@code nfdump-totals.sh} prints. nfdump tells the gaps of a file, not of an exporter: they are an
 * exporter's where a folder has no other, and an address's where it has several of one.
 */
final class NfdumpTotals {
    private static final Pattern FILE = Pattern.compile("file (\\S+) (\\d{1,18})");
    private static final Pattern EXPORTER = Pattern.compile("(\\S+) (\\d{1,3})/(\\d{1,3}) (\\d{1,18})");

    private final Map<String, Folder> folders = new TreeMap<>();
    private Folder current = new Folder();

    /** What one folder has. */
    private static final class Folder {
        private final Map<Exporter, Long> records = new TreeMap<>(java.util.Comparator.comparing(Exporter::toString));
        private long gaps;

        List<ExporterTotal> totals() {
            OptionalLong own = records.size() == 1 ? OptionalLong.of(gaps) : OptionalLong.empty();
            List<ExporterTotal> all = new ArrayList<>();
            records.forEach((exporter, count) -> all.add(new ExporterTotal(exporter, count, own)));
            Set<IpAddress> addresses = new TreeSet<>();
            records.keySet().forEach(exporter -> addresses.add(exporter.address()));
            if (records.size() > 1 && addresses.size() == 1) {
                Exporter together = new Exporter(addresses.iterator().next(), java.util.OptionalInt.empty());
                all.add(new ExporterTotal(together, 0, OptionalLong.of(gaps)));
            }
            return all;
        }
    }

    /** One line of what the script prints. */
    void take(String line) {
        Matcher file = FILE.matcher(line);
        Matcher exporter = EXPORTER.matcher(line);
        if (file.matches()) {
            String name = file.group(1);
            current = folders.computeIfAbsent(name.substring(0, name.lastIndexOf('/') + 1), folder -> new Folder());
            current.gaps += Long.parseLong(file.group(2));
        } else if (exporter.matches()) {
            // Only the low two bytes of a source id are told with its records.
            int id = Integer.parseInt(exporter.group(2)) << 8 | Integer.parseInt(exporter.group(3));
            Optional<IpAddress> address = IpAddress.parse(exporter.group(1));
            address.ifPresent(
                    from -> current.records.merge(Exporter.of(from, id), Long.parseLong(exporter.group(4)), Long::sum));
        }
    }

    List<ExporterTotal> all() {
        Map<String, ExporterTotal> totals = new TreeMap<>();
        folders.values().stream()
                .flatMap(folder -> folder.totals().stream())
                .forEach(total -> totals.merge(total.exporter().toString(), total, ExporterTotal::and));
        return List.copyOf(totals.values());
    }
}
