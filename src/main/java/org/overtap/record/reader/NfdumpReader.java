package org.overtap.record.reader;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.topology.IpAddress;

/**
 * Reads the files of nfcapd (and its like) with nfdump, on the node that has them.
 *
 * <p>nfdump reads an IPv6 address in full only with {@code -6} and prints numbers unscaled only with {@code -N}. It
 * ends with status 0 even where it could not read a file.
 */
final class NfdumpReader implements RecordReader {
    private final String format;

    /** @param format what nfdump is asked to print, columns as {@link NfdumpLine} reads them */
    NfdumpReader(String format) {
        this.format = format;
    }

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
        Printed printed = new Printed(filter, sink);
        LineBytes lines = new LineBytes(printed);
        new NodeScript("nfdump-read", files).copy(lines, format, NfdumpFilter.of(filter));
        lines.finish();
        return printed.tally();
    }

    @Override
    public List<FileTotals> stored(RecordFiles files) throws RecordException {
        NfdumpTotals totals = new NfdumpTotals();
        new NodeScript("nfdump-totals", files).stream(totals::take);
        return totals.all();
    }

    /** What nfdump printed, and what the script says of it. */
    private static final class Printed implements LineBytes.Taker {
        /** What nfdump says of a file none of whose records fits. */
        private static final String NONE_FITS = "No match";

        /** What the script says of sequence numbers. */
        private static final String GAPS = "#gaps ";

        private final TallyBuilder tally = new TallyBuilder();
        private final NfdumpLine record = new NfdumpLine();
        private final FlowFilter filter;
        private final Consumer<FlowRecord> sink;

        /** Of whom records came since the script last told of sequence numbers. */
        private final Set<Exporter> exporters = new HashSet<>();

        private Exporter last;

        Printed(FlowFilter filter, Consumer<FlowRecord> sink) {
            this.filter = filter;
            this.sink = sink;
        }

        @Override
        public void line(byte[] bytes, int from, int to, boolean whole) {
            FlowRecord flow = null;
            try {
                flow = record.parse(bytes, from, to);
            } catch (UnreadableException e) {
                other(new String(bytes, from, to - from, StandardCharsets.UTF_8).strip(), e.getMessage());
            }
            if (flow != null) {
                toldBy(flow.exporter());
            }
            if (flow != null && filter.test(flow)) {
                tally.record();
                sink.accept(flow);
            } else if (flow != null) {
                tally.filtered();
            }
        }

        /** Those of one exporter mostly follow each other, and tell it by the same object. */
        @SuppressWarnings("ReferenceEquality")
        private void toldBy(Exporter exporter) {
            if (exporter != last) {
                exporters.add(exporter);
                last = exporter;
            }
        }

        ReadTally tally() {
            if (!exporters.isEmpty()) {
                tally.gapsUntold();
            }
            return tally.build();
        }

        private void other(String line, String reason) {
            if (line.startsWith("!")) {
                int colon = Math.max(1, line.indexOf(": "));
                tally.unread(
                        "nfdump could not read all of a file: "
                                + line.substring(colon).replaceFirst("^: ", ""),
                        line.substring(1, colon));
            } else if (line.matches(GAPS + "\\d{1,18}")) {
                tally.gaps(Long.parseLong(line.substring(GAPS.length())), exporters);
                exporters.clear();
                last = null;
            } else if (!line.isEmpty() && !line.startsWith(NONE_FITS)) {
                tally.unread(reason, line);
            }
        }
    }
}
