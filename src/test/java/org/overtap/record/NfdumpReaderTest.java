package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
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
    void theTotalsOfSeveralFilesAreSummedAndOtherLinesPassedOver() throws Exception {
        String out = """
                file a/nfcapd.20261128100000 1
                10.0.0.9 0/5 60
                file a/nfcapd.20261128100010 2
                what is this
                10.0.0.9 0/5 7
                file b/nfcapd.20261128100000 0
                file b/nfcapd.20261128100010 4
                fd00::9 0/6 2
                fd00::9 1/2 3
                file c/nfcapd.20261128100010 5
                10.0.0.10 0/6 1
                10.0.0.11 0/6 1
                """;
        List<ExporterTotal> totals = new NfdumpReader().totals(files(new CommandResult(0, out, "")));
        IpAddress two = IpAddress.of("fd00::9");
        assertThat(totals)
                .containsExactlyInAnyOrder(
                        new ExporterTotal(EXPORTER, 67, OptionalLong.of(3)),
                        new ExporterTotal(Exporter.of(two, 6), 2, OptionalLong.empty()),
                        new ExporterTotal(Exporter.of(two, 258), 3, OptionalLong.empty()),
                        new ExporterTotal(new Exporter(two, OptionalInt.empty()), 0, OptionalLong.of(4)),
                        new ExporterTotal(Exporter.of(IpAddress.of("10.0.0.10"), 6), 1, OptionalLong.empty()),
                        new ExporterTotal(Exporter.of(IpAddress.of("10.0.0.11"), 6), 1, OptionalLong.empty()));
        assertThat(ExporterTotal.gaps(totals)).isEmpty();
        assertThat(ExporterTotal.gaps(totals.stream()
                        .filter(t -> !t.exporter().toString().startsWith("10.0.0.1"))
                        .toList()))
                .hasValue(7);
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
        return new NfdumpReader().read(files(reply), FlowFilter.ALL, read::add);
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
