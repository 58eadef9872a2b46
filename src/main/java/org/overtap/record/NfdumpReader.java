package org.overtap.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern EXPORTER = Pattern.compile(
            "IP: *([^, ]+), version: \\d+, ID: *(\\d+), Sequence failures: (\\d+), packets: \\d+, flows: (\\d+)");

    @Override
    public Optional<String> only(Exporter exporter, List<IpAddress> ends) {
        return Optional.of(NfdumpFilter.only(exporter, ends));
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
    public List<ExporterTotal> totals(RecordFiles files) throws RecordException {
        Map<String, ExporterTotal> totals = new TreeMap<>();
        run(files, line -> add(line, totals), "nfdump-totals", files.folder(), files.pattern(), since(files));
        return List.copyOf(totals.values());
    }

    private static void add(String line, Map<String, ExporterTotal> totals) {
        Matcher words = EXPORTER.matcher(line);
        Optional<IpAddress> address = words.find() ? IpAddress.parse(words.group(1)) : Optional.empty();
        if (address.isPresent()) {
            // Only the low two bytes of a source id are told with its records.
            Exporter exporter = Exporter.of(address.get(), (int) (Long.parseLong(words.group(2)) & 0xffff));
            totals.merge(
                    exporter.toString(),
                    new ExporterTotal(
                            exporter, Long.parseLong(words.group(4)), OptionalLong.of(Long.parseLong(words.group(3)))),
                    ExporterTotal::and);
        }
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
