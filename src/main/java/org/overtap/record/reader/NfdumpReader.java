package org.overtap.record.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpAddress;

/**
 * Reads the files of nfcapd (and its like) with nfdump, on the node that has them.
 *
 * <p>nfdump reads an IPv6 address in full only with {@code -6} and prints numbers unscaled only with {@code -N}. It
 * ends with status 0 even where it could not read a file.
 */
final class NfdumpReader implements RecordReader {
    private static final Duration READING = Duration.ofMinutes(10);

    /** What nfdump says of a file none of whose records fits. */
    private static final String NONE_FITS = "No match";

    @Override
    public Optional<String> only(Exporter exporter, List<IpAddress> ends) {
        return Optional.of(NfdumpFilter.only(exporter, ends));
    }

    @Override
    public List<String> programs() {
        return List.of("nfdump");
    }

    @Override
    public List<String> advice() {
        return List.of(
                "nfdump 1.7.1, as Debian ships it, must be told how to print ('-o line', '-o long', '-o \"fmt:...\"'): without"
                        + " that it takes every record for an event and prints \"1970-01-01 ... INVALID\".",
                "'-s router/bytes' and the like add up what all probes told: see below what that counts.");
    }

    @Override
    public ReadTally read(RecordFiles files, FlowFilter filter, Consumer<FlowRecord> sink) throws RecordException {
        TallyBuilder tally = new TallyBuilder();
        AddressCache addresses = new AddressCache();
        run(
                files,
                line -> take(line, addresses, filter, sink, tally),
                "nfdump-read",
                files.folder(),
                files.pattern(),
                since(files),
                NfdumpLine.FORMAT,
                NfdumpFilter.of(filter));
        return tally.build();
    }

    private static void take(
            String line, AddressCache addresses, FlowFilter filter, Consumer<FlowRecord> sink, TallyBuilder tally) {
        if (line.startsWith("!")) {
            int colon = Math.max(1, line.indexOf(": "));
            tally.unread(
                    "nfdump could not read all of a file: "
                            + line.substring(colon).replaceFirst("^: ", ""),
                    line.substring(1, colon));
        } else if (!line.isBlank() && !line.startsWith(NONE_FITS)) {
            try {
                FlowRecord flow = NfdumpLine.parse(line, addresses);
                if (filter.test(flow)) {
                    tally.record();
                    sink.accept(flow);
                } else {
                    tally.filtered();
                }
            } catch (NfdumpLine.Unreadable e) {
                tally.unread(e.getMessage(), line.strip());
            }
        }
    }

    @Override
    public List<FileTotals> stored(RecordFiles files) throws RecordException {
        NfdumpTotals totals = new NfdumpTotals();
        run(files, totals::take, "nfdump-totals", files.folder(), files.pattern(), since(files));
        return totals.all();
    }

    private static String since(RecordFiles files) {
        return String.valueOf(files.closedSince().orElse(0));
    }

    private static void run(RecordFiles files, Consumer<String> lines, String script, String... args)
            throws RecordException {
        String node = files.shell().node();
        try {
            CommandResult reply =
                    files.shell().stream(Command.script(text(script), args).within(READING), lines);
            if (!reply.ok()) {
                throw new RecordException(
                        "node " + node + " cannot read the flow files in " + files.folder() + ": " + reply.errorText());
            }
        } catch (ShellException e) {
            throw new RecordException(e.getMessage(), e);
        }
    }

    private static String text(String script) {
        try (InputStream in = NfdumpReader.class.getResourceAsStream("/record/" + script + ".sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in script " + script, e);
        }
    }
}
