package org.overtap.toy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpAddress;

/** Reads lines {@code EXPORTER NUMBER FROM TO PROTOCOL PORT PORT PACKETS BYTES} from closed files. */
public final class ToyReader implements RecordReader {
    private static final String PRINT = "cd \"$1\" || exit 1; for file in $2; do"
            + " [ ! -f \"$file\" ] || [ \"$(stat -c %Y \"$file\")\" -lt \"$3\" ] || cat \"$file\"; done";

    @Override
    public ReadTally read(RecordFiles files, FlowFilter filter, Consumer<FlowRecord> sink) throws RecordException {
        long[] counts = new long[2];
        for (FlowRecord flow : flows(files)) {
            boolean fits = filter.test(flow);
            counts[fits ? 0 : 1]++;
            if (fits) {
                sink.accept(flow);
            }
        }
        return new ReadTally(counts[0], counts[1], List.of());
    }

    /** Lines do not tell which file they came from, nor when that was closed: taken as one that closes now. */
    @Override
    public List<FileTotals> stored(RecordFiles files) throws RecordException {
        Map<Exporter, ExporterTotal> totals = new HashMap<>();
        for (FlowRecord flow : flows(files)) {
            totals.merge(
                    flow.exporter(),
                    new ExporterTotal(flow.exporter(), 1),
                    (one, other) -> new ExporterTotal(one.exporter(), one.records() + other.records()));
        }
        return List.of(new FileTotals(
                "lines", System.currentTimeMillis() / 1000, OptionalLong.empty(), List.copyOf(totals.values())));
    }

    private static List<FlowRecord> flows(RecordFiles files) throws RecordException {
        String since = String.valueOf(files.closedSince().orElse(0));
        try {
            CommandResult reply = files.shell().run(Command.script(PRINT, files.folder(), files.pattern(), since));
            if (!reply.ok()) {
                throw new RecordException(reply.errorText());
            }
            List<FlowRecord> flows = new ArrayList<>();
            reply.out().lines().forEach(line -> flows.add(flow(line.split(" "))));
            return flows;
        } catch (ShellException e) {
            throw new RecordException(e.getMessage(), e);
        }
    }

    private static FlowRecord flow(String[] words) {
        FlowKey key = FlowKey.of(IpAddress.of(words[2]), IpAddress.of(words[3]), Integer.parseInt(words[4]))
                .withPorts(Integer.parseInt(words[5]), Integer.parseInt(words[6]));
        return FlowRecord.counted(
                Exporter.of(IpAddress.of(words[0]), Integer.parseInt(words[1])),
                key,
                Long.parseLong(words[7]),
                Long.parseLong(words[8]));
    }
}
