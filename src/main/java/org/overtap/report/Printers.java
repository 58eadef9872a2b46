package org.overtap.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.overtap.lifecycle.DryRun;
import org.overtap.lifecycle.RemovedOverlay;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.lifecycle.measured.MarkedRuns;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.overlay.compact.CompactPlanFile;
import org.overtap.report.flows.FlowsCsv;
import org.overtap.report.flows.FlowsDocument;
import org.overtap.report.flows.FlowsText;
import org.overtap.report.flows.FollowedDocument;
import org.overtap.report.flows.FollowedFlows;
import org.overtap.report.flows.FollowedText;
import org.overtap.report.flows.PrintedFlows;
import org.overtap.report.format.CsvPrinter;
import org.overtap.report.format.DotPrinter;
import org.overtap.report.format.JsonLinePrinter;
import org.overtap.report.format.JsonPrinter;
import org.overtap.report.format.PagePrinter;
import org.overtap.report.format.Printer;
import org.overtap.report.format.SvgPrinter;
import org.overtap.report.format.TextPrinter;
import org.overtap.report.health.CollectedRound;
import org.overtap.report.health.PassiveText;
import org.overtap.report.health.WatchedStatus;
import org.overtap.report.picture.Picture;
import org.overtap.report.picture.PictureDocument;
import org.overtap.report.picture.PictureDot;
import org.overtap.report.picture.PicturePage;
import org.overtap.report.picture.PictureSvg;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.passive.PassiveReport;

/** The table of printers: every result that is printed, in every format that there is for it. */
public final class Printers {
    /** The format of stdout, unless another is asked for. */
    public static final String DEFAULT = TextPrinter.FORMAT;

    /** The format of files, unless another is asked for. */
    public static final String DEFAULT_IN_FILES = JsonPrinter.FORMAT;

    private static final List<Printer<?>> TABLE = table();

    private Printers() {}

    private static List<Printer<?>> table() {
        List<Printer<?>> all = new ArrayList<>();
        add(
                all,
                PrintedTopology.class,
                "the topology",
                printed -> TopologyText.of(printed.topology(), printed.explain()),
                printed -> TopologyFile.document(printed.topology()));
        add(all, PrintedPlan.class, "the plan", PrintedPlan::text, PrintedPlan::document);
        all.add(new TextPrinter<>(PrintedCompactPlan.class, "the plan", printed -> CompactPlanText.of(printed.plan())));
        all.add(new JsonPrinter<>(
                PrintedCompactPlan.class,
                "the plan",
                printed -> json -> CompactPlanFile.write(printed.plan(), printed.whole(), json)));
        add(all, NodeBudgetFrontier.class, "the curve of --frontier", FrontierText::of, NodeBudgetFrontier::document);
        all.add(new SvgPrinter<>(NodeBudgetFrontier.class, "the curve of --frontier", FrontierSvg::of));
        add(all, DryRun.class, "the dry run", DryRunText::of, DryRunText::document);
        add(all, PrintedDeployed.class, "the deployment", DeployedText::of, DeployedText::document);
        add(all, OverlayStatus.class, "the status", StatusText::of, StatusText::document);
        all.add(new TextPrinter<>(WatchedStatus.class, "the status again and again", StatusText::of));
        all.add(new JsonLinePrinter<>(WatchedStatus.class, "the status again and again", StatusText::document));
        add(
                all,
                VerifyReport.class,
                "the verdict",
                VerifyText::of,
                report -> JsonDocument.tree(VerifyReport.SCHEMA, report));
        add(
                all,
                PassiveReport.class,
                "the verdict of --passive",
                PassiveText::of,
                report -> JsonDocument.tree(PassiveReport.SCHEMA, report));
        add(all, PrintedRun.class, "the run", RunText::of, RunText::document);
        add(all, CollectedFlows.class, "the flow files' folders", CollectedText::of, CollectedText::document);
        all.add(new TextPrinter<>(CollectedRound.class, "what each round fetched", CollectedText::of));
        all.add(new JsonLinePrinter<>(CollectedRound.class, "what each round fetched", CollectedText::document));
        add(all, PrintedDataset.class, "the dataset's numbers", DatasetText::of, DatasetText::document);
        add(all, MarkedRuns.class, "the runs", MarkedText::of, MarkedText::document);
        all.add(new TextPrinter<>(PrintedFlows.class, "the flows", FlowsText::of));
        all.add(new JsonPrinter<>(PrintedFlows.class, "the flows", FlowsDocument::of));
        all.add(new CsvPrinter<>(PrintedFlows.class, "the flows", FlowsCsv::of));
        all.add(new TextPrinter<>(FollowedFlows.class, "what came to each segment", FollowedText::of));
        all.add(new JsonLinePrinter<>(FollowedFlows.class, "what came to each segment", FollowedDocument::of));
        all.add(new PagePrinter<>(Picture.class, "the picture", PicturePage::of));
        all.add(new SvgPrinter<>(Picture.class, "the picture", PictureSvg::of));
        all.add(new DotPrinter<>(Picture.class, "the picture", PictureDot::of));
        all.add(JsonPrinter.whole(Picture.class, "what the picture shows", PictureDocument::of));
        add(all, RemovedOverlay.class, "the teardown", RemovedText::of, RemovedText::document);
        add(all, TextAndDocument.class, "the result", TextAndDocument::text, TextAndDocument::document);
        return List.copyOf(all);
    }

    private static <T> void add(
            List<Printer<?>> all,
            Class<T> prints,
            String noun,
            Function<T, String> text,
            Function<T, JsonNode> document) {
        all.add(new TextPrinter<>(prints, noun, text));
        all.add(JsonPrinter.whole(prints, noun, document));
    }

    /** The printer of such results in that format, if there is one. */
    public static <T> Optional<Printer<T>> find(Class<T> result, String format) {
        return TABLE.stream()
                .filter(printer ->
                        printer.prints().equals(result) && printer.format().equals(format))
                .map(printer -> {
                    @SuppressWarnings("unchecked")
                    Printer<T> its = (Printer<T>) printer;
                    return its;
                })
                .findFirst();
    }

    /** The formats that there are for one of those results at least, in the table's order. */
    public static Set<String> formats(Collection<Class<?>> results) {
        Set<String> formats = new LinkedHashSet<>();
        TABLE.stream().filter(printer -> results.contains(printer.prints())).forEach(p -> formats.add(p.format()));
        return formats;
    }

    /** What can be had in that format of those results, as nouns. */
    public static Set<String> nouns(Collection<Class<?>> results, String format) {
        Set<String> nouns = new LinkedHashSet<>();
        TABLE.stream()
                .filter(printer ->
                        results.contains(printer.prints()) && printer.format().equals(format))
                .forEach(printer -> nouns.add(printer.noun()));
        return nouns;
    }
}
