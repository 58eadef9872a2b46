package org.overtap.cli.instrument;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.InstrumentMatrix;
import org.overtap.report.TextAndDocument;
import org.overtap.report.format.Table;
import org.overtap.topology.file.JsonDocument;

/** What goes with what: a line for each probe and form, a column for each collector, and below why not. */
final class FitsText {
    private static final String ALONE = "stores itself";
    private static final String ONE_INTERFACE =
            "of a node one interface only: what is stored does not tell of which of several a record is";

    private final List<String> reasons = new ArrayList<>();

    private FitsText() {}

    static TextAndDocument of(InstrumentMatrix matrix, InstrumentCatalogue instruments) {
        return new TextAndDocument(new FitsText().text(matrix, instruments), document(matrix));
    }

    private String text(InstrumentMatrix matrix, InstrumentCatalogue instruments) {
        Set<String> collectors = new LinkedHashSet<>();
        Map<String, Map<String, InstrumentMatrix.Cell>> rows = new LinkedHashMap<>();
        for (InstrumentMatrix.Cell cell : matrix.cells()) {
            cell.collector().ifPresent(collectors::add);
            rows.computeIfAbsent(cell.probe() + "\t" + cell.wire(), row -> new LinkedHashMap<>())
                    .put(cell.collector().orElse(ALONE), cell);
        }
        List<String> columns = new ArrayList<>(collectors);
        columns.add(ALONE);
        Table table = new Table(
                Stream.concat(Stream.of("probe", "wire"), columns.stream()).toArray(String[]::new));
        rows.forEach((row, cells) -> table.row(
                Stream.concat(Stream.of(row.split("\t")), columns.stream().map(column -> word(cells.get(column))))
                        .toArray(Object[]::new)));
        StringBuilder text = new StringBuilder(table.toString());
        text.append("- they have no form in common\n");
        for (int i = 0; i < reasons.size(); i++) {
            text.append('(').append(i + 1).append(") ").append(reasons.get(i)).append('\n');
        }
        instruments.all().stream().forEach(one -> one.refused().ifPresent(reason -> text.append(one.name())
                .append(" is used only with --insist: ")
                .append(reason)
                .append('\n')));
        return text.toString();
    }

    /** The families that work; a dash where it is plain that the two do not meet; else, and besides, a number of a reason. */
    private String word(InstrumentMatrix.Cell cell) {
        Optional<String> reason = cell.reason();
        if (cell.strangers()) {
            return "-";
        }
        List<String> words = new ArrayList<>(cell.families());
        reason.ifPresent(why -> words.add(number(why)));
        if (cell.oneInterface() && !cell.families().isEmpty()) {
            words.add(number(ONE_INTERFACE));
        }
        return String.join(" ", words);
    }

    private String number(String reason) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        return "(" + (reasons.indexOf(reason) + 1) + ")";
    }

    private static ObjectNode document(InstrumentMatrix matrix) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/instrument-fits/1");
        ArrayNode cells = document.putArray("cells");
        for (InstrumentMatrix.Cell cell : matrix.cells()) {
            ObjectNode entry = cells.addObject().put("probe", cell.probe()).put("wire", cell.wire());
            entry.put("collector", cell.collector().orElse(null));
            cell.families().forEach(entry.putArray("families")::add);
            entry.put("oneInterface", !cell.strangers() && cell.oneInterface());
            ObjectNode why = entry.putObject("reasons");
            cell.reasons().forEach((family, reason) -> reason.ifPresent(words -> why.put(family, words)));
        }
        return document;
    }
}
