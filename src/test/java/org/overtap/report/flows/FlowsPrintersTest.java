package org.overtap.report.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.record.ReadTally;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowOrder;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.Grouping;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.query.MadeRow;
import org.overtap.record.query.filter.FlowExpression;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowTally;
import org.overtap.report.Printers;

/** What is printed of a few flows whose sums one can do in one's head. */
class FlowsPrintersTest {
    private static final long NOON = 1_795_867_200_000_000L;

    private static final MadeFlows FLOWS = new MadeFlows(
            List.of(
                    flow("10.0.0.1", 40000, "10.0.0.2", 80, 6, 0, 10, 1_000_000, 1_500_000_000L),
                    flow("10.0.0.2", 80, "10.0.0.1", 40000, 6, 0.25, 10, 500_000, 26_000_000L)
                            .with(Column.TOS, 16),
                    flow("10.0.0.1", 40001, "10.0.0.2", 80, 6, 12, 18, 100, 6_000),
                    flow("fd00::1", 5353, "ff02::fb", 5353, 17, 14, 14, 1, 120)
                            .with(Column.NOISE, "mdns")
                            .with(Column.DST_NODE, null),
                    flow("10.0.0.3", null, "10.0.0.1", null, 1, 20, 39, 20, 1_680)
                            .with(Column.ICMP_TYPE, 8)
                            .with(Column.ICMP_CODE, 0)
                            .with(Column.SRC_NODE, "=cmd|' /C calc'!A0")
                            .with(Column.SEGMENT, "lan1, the \"second\"")),
            List.of(flow("10.0.0.3", null, "10.0.0.1", null, 1, 20, 39, 19, 1_596)
                    .with(Column.PROBE, "n2.eth1")));

    private static MadeRow flow(
            String src,
            Integer from,
            String dst,
            Integer to,
            int protocol,
            double first,
            double last,
            long packets,
            long bytes) {
        return MadeRow.of(
                Column.RUN,
                "unmarked",
                Column.PROBE,
                "n1.eth1",
                Column.FIRST,
                NOON + (long) (first * 1e6),
                Column.LAST,
                NOON + (long) (last * 1e6),
                Column.SRC,
                src,
                Column.DST,
                dst,
                Column.SRC_PORT,
                from,
                Column.DST_PORT,
                to,
                Column.PROTOCOL,
                protocol,
                Column.PACKETS,
                packets,
                Column.BYTES,
                bytes,
                Column.RECORDS,
                1,
                Column.SRC_NODE,
                "n" + src.charAt(src.length() - 1),
                Column.DST_NODE,
                "n" + dst.charAt(dst.length() - 1),
                Column.SEGMENT,
                "lan0");
    }

    private static String printed(FlowQuestion question, String filter, boolean withoutNoise, String format)
            throws Exception {
        FlowAnswer answer = new FlowQuery(question, FlowExpression.of(filter), withoutNoise).ask(FLOWS);
        FlowTally tally = new FlowTally(
                20, 7, 6, 4, 1, 0, 2, 0, List.of(new ReadTally.Unread("a truncated file", 1, "nfcapd.2x")), 5, 1, 2, 1);
        PrintedFlows printed = new PrintedFlows(
                "the dataset in ds",
                MadeDatasets.measurement(),
                new FlowAnswer(answer.query(), answer.view(), answer.total(), answer.noise(), answer.unfit(), tally),
                Optional.of("unmarked"),
                Set.of("lan4", "lan2"),
                Map.of("n1.eth1", 3L));
        StringWriter out = new StringWriter();
        Printers.find(PrintedFlows.class, format).orElseThrow().print(printed, out);
        return out.toString();
    }

    private static final Map<String, FlowQuestion> QUESTIONS = Map.of(
            "top", new FlowQuestion.Top(Grouping.SRCIP, FlowOrder.BYTES, 2, false, false),
            "segments", new FlowQuestion.Top(Grouping.SEGMENT, FlowOrder.BYTES, 0, false, false),
            "record", new FlowQuestion.Top(Grouping.RECORD, FlowOrder.PACKETS, 0, false, false),
            "two-way", new FlowQuestion.Top(Grouping.RECORD, FlowOrder.BYTES, 0, true, false),
            "matrix", new FlowQuestion.Top(Grouping.NODES, FlowOrder.BYTES, 0, false, true),
            "series", new FlowQuestion.Series(10_000_000),
            "list", new FlowQuestion.Listing(FlowOrder.START, 0));

    @ParameterizedTest
    @CsvSource({
        "top, text",
        "segments, text",
        "record, text",
        "two-way, text",
        "matrix, text",
        "series, text",
        "list, text",
        "top, json",
        "two-way, json",
        "series, json",
        "list, json",
        "top, csv",
        "two-way, csv",
        "matrix, csv",
        "series, csv",
        "list, csv"
    })
    void everyViewIsPrintedAsItWas(String view, String format) throws Exception {
        String text = printed(QUESTIONS.get(view), "", false, format);
        try (InputStream golden = getClass().getResourceAsStream("/flows/" + view + "." + format)) {
            assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsLeftOutIsSaid() throws Exception {
        assertThat(printed(QUESTIONS.get("top"), "proto  tcp # web\n or proto udp", true, "text"))
                .contains("\nfrom the dataset in ds, run unmarked, filter: proto tcp # web or proto udp\n")
                .contains("\nleft out: 1 flow by the filter, 1 flow as noise\n");
    }

    @Test
    void nothingAtAllIsAnAnswer() throws Exception {
        for (FlowQuestion question : QUESTIONS.values()) {
            for (String format : List.of("text", "json", "csv")) {
                assertThat(printed(question, "port 7", false, format))
                        .isNotBlank()
                        .doesNotContain("null");
            }
        }
        assertThat(printed(QUESTIONS.get("top"), "port 7", false, "text"))
                .contains("all 0 by source address")
                .endsWith("Summary: total flows: 0, total bytes: 0, total packets: 0, avg bps: 0, avg pps: 0, avg bpp:"
                        + " 0\n");
    }

    /** A name that is a formula to a spreadsheet, and one with quotes and commas, are texts in every cell. */
    @Test
    void namesStayNames() throws Exception {
        assertThat(printed(QUESTIONS.get("list"), "", false, "csv"))
                .contains(",'=cmd|' /C calc'!A0,")
                .contains(",\"lan1, the \"\"second\"\"\",")
                .doesNotContain(",=");
    }
}
