package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.wire.RandomFlows;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.topology.IpAddress;

/** What the reader makes of what a node prints. */
class NfdumpReaderTest {
    private static final Exporter EXPORTER = Exporter.of(IpAddress.of("10.0.0.9"), 5);

    private final List<FlowRecord> read = new ArrayList<>();

    @Test
    void whatCannotBeReadIsCountedByItsReasonAndTheRestIsRead() throws Exception {
        List<FlowRecord> flows = new RandomFlows(1, EXPORTER).next(3);
        String out = NfdumpText.line(flows.get(0)) + "\n"
                + "a|b|c\n"
                + "No matching flows\n"
                + NfdumpText.line(flows.get(1)) + "\n"
                + "!nfcapd.202611281200: Open file nfcapd.202611281200: appendix offset error\n"
                + "d|e\n\n"
                + NfdumpText.line(flows.get(2)) + "\n";
        ReadTally tally = reader(new CommandResult(0, out, ""));
        assertThat(read).isEqualTo(flows);
        assertThat(tally.records()).isEqualTo(3);
        assertThat(tally.unread())
                .containsExactly(
                        new ReadTally.Unread("a line with fewer than 16 columns", 2, "a|b|c"),
                        new ReadTally.Unread(
                                "nfdump could not read all of a file: Open file nfcapd.202611281200: appendix offset"
                                        + " error",
                                1,
                                "nfcapd.202611281200"));
    }

    @Test
    void reasonsAreBoundedHoweverManyThereAre() throws Exception {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            out.append("!file").append(i).append(": trouble ").append(i).append('\n');
        }
        ReadTally tally = reader(new CommandResult(0, out.toString(), ""));
        assertThat(tally.unreadCount()).isEqualTo(5000);
        assertThat(tally.unread()).hasSizeLessThan(200);
    }

    @Test
    void aToolThatIsNotThereIsToldInItsOwnWords() {
        assertThatThrownBy(() -> reader(new CommandResult(127, "", "nfdump is not installed\n")))
                .isInstanceOf(RecordException.class)
                .hasMessage("node n1 cannot read the flow files in /data: nfdump is not installed");
    }

    @Test
    void whatIsStoredIsToldFileByFileAndOtherLinesPassedOver() throws Exception {
        String out = """
                file 100 1 n1/nfcapd.202611281200
                10.0.0.9 0/5 Nv9 60
                fd00::9 1/6 Nv10 2
                file 110 0 n1/nfcapd.202611281210
                some warning
                file 120 2 n1/nfcapd.202611281220
                10.0.0.9 0/5 Nv5 7
                """;
        List<FileTotals> stored = new NfdumpReader(NfdumpLine.FORMAT).stored(files(new CommandResult(0, out, "")));
        Exporter other = Exporter.of(IpAddress.of("fd00::9"), 262);
        assertThat(stored)
                .containsExactly(
                        new FileTotals(
                                "n1/nfcapd.202611281200",
                                100,
                                OptionalLong.of(1),
                                List.of(
                                        new ExporterTotal(EXPORTER.in(Optional.of("v9")), 60),
                                        new ExporterTotal(other.in(Optional.of("ipfix")), 2))),
                        new FileTotals("n1/nfcapd.202611281210", 110, OptionalLong.of(0), List.of()),
                        new FileTotals(
                                "n1/nfcapd.202611281220",
                                120,
                                OptionalLong.of(2),
                                List.of(new ExporterTotal(EXPORTER.in(Optional.of("v5")), 7))));
        assertThat(stored.get(0).folder()).isEqualTo("n1/");
    }

    @Test
    void patternsThatAShellWouldReadAsMoreAreRefused() {
        for (String pattern : List.of("a b", "$(id)", "a;b", "`id`", "'", "a\nb", "")) {
            assertThatThrownBy(() -> RecordFiles.all(answering(new CommandResult(0, "", "")), "/data", pattern))
                    .as(pattern)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ReadTally reader(CommandResult reply) throws RecordException {
        return new NfdumpReader(NfdumpLine.FORMAT).read(files(reply), FlowFilter.ALL, read::add);
    }

    private static RecordFiles files(CommandResult reply) {
        return RecordFiles.all(answering(reply), "/data", "nfcapd.2*");
    }

    private static Shell answering(CommandResult reply) {
        return new Shell() {
            @Override
            public String node() {
                return "n1";
            }

            @Override
            public CommandResult run(Command command) {
                return reply;
            }

            @Override
            public void close() {
                // Nothing is kept open.
            }
        };
    }
}
