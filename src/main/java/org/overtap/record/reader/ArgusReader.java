package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;

/** Reads the files of argus with ra, on the node that has them. Of whom they are is told by where they lie. */
final class ArgusReader implements RecordReader {
    @Override
    public ReadTally read(RecordFiles files, FlowFilter filter, Consumer<FlowRecord> sink) throws RecordException {
        TallyBuilder tally = new TallyBuilder();
        run(files, tally, (name, closed) -> {}, flow -> {
            if (filter.test(flow)) {
                tally.record();
                sink.accept(flow);
            } else {
                tally.filtered();
            }
        });
        return tally.build();
    }

    /** Argus numbers what it sends, not what it writes into a file: gaps are not told. */
    @Override
    public List<FileTotals> stored(RecordFiles files) throws RecordException {
        Map<String, Long> closings = new LinkedHashMap<>();
        Map<String, Long> records = new LinkedHashMap<>();
        String[] now = {""};
        run(
                files,
                new TallyBuilder(),
                (name, closed) -> {
                    now[0] = name;
                    closings.put(name, closed);
                },
                flow -> records.merge(now[0], 1L, Long::sum));
        List<FileTotals> all = new ArrayList<>();
        closings.forEach((name, closed) -> all.add(new FileTotals(
                name,
                closed,
                OptionalLong.empty(),
                records.containsKey(name)
                        ? List.of(new ExporterTotal(Exporter.UNTOLD, records.get(name)))
                        : List.of())));
        return all;
    }

    /** Is told that a file begins. */
    private interface Beginning {
        void file(String name, long closed);
    }

    private static void run(RecordFiles files, TallyBuilder tally, Beginning beginning, Consumer<FlowRecord> flows)
            throws RecordException {
        new NodeScript("argus-read", files).stream(line -> {
            String[] heading = line.split(" ", 2);
            if (line.matches("@\\d{1,15} .+")) {
                beginning.file(heading[1], Long.parseLong(heading[0].substring(1)));
            } else if (line.startsWith("!") && line.contains(": ")) {
                int colon = line.indexOf(": ");
                tally.unread("ra could not read all of a file: " + line.substring(colon + 2), line.substring(1, colon));
            } else if (!line.isBlank()) {
                try {
                    ArgusLine.parse(line).forEach(flows);
                } catch (UnreadableException e) {
                    tally.unread(e.getMessage(), line.strip());
                }
            }
        });
    }

    @Override
    public List<String> programs() {
        return List.of("ra");
    }

    @Override
    public List<String> advice() {
        return List.of(
                "A record of argus holds both directions of a flow (ra's columns spkts and dpkts).",
                "Its bytes count 14 of Ethernet with each packet.");
    }
}
