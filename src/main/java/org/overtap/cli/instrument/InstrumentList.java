package org.overtap.cli.instrument;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Merged;
import org.overtap.instrument.WireFormat;
import org.overtap.report.TextAndDocument;
import org.overtap.report.format.Table;
import org.overtap.topology.file.JsonDocument;

/** All instruments, a line each. */
final class InstrumentList {
    private InstrumentList() {}

    static TextAndDocument of(List<Instrument> all) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/instruments/1");
        Table table = new Table("name", "kind", "formats", "families", "what it is");
        StringBuilder notes = new StringBuilder();
        for (Instrument one : all) {
            List<String> formats = one.formats().stream().map(WireFormat::name).toList();
            table.row(
                    one.name(),
                    one.kind().word(),
                    String.join(" ", formats),
                    String.join(" ", one.families()),
                    one.summary() + (one.tried().isEmpty() ? " (untested here)" : ""));
            entry(document.withArray("instruments").addObject(), one, formats);
            if (!one.merges().isEmpty()) {
                notes.append(one.name())
                        .append(" makes one record of packets that differ only in ")
                        .append(one.merges().stream().map(Merged::text).collect(Collectors.joining(", ")))
                        .append('\n');
            }
            one.refused().ifPresent(reason -> notes.append(one.name())
                    .append(" is used only with --insist: ")
                    .append(reason)
                    .append('\n'));
        }
        return new TextAndDocument(table.toString() + notes, document);
    }

    private static void entry(ObjectNode entry, Instrument one, List<String> formats) {
        entry.put("name", one.name()).put("kind", one.kind().word());
        formats.forEach(entry.putArray("formats")::add);
        one.families().forEach(entry.putArray("families")::add);
        one.merges().forEach(in -> entry.withArray("merges").add(in.word()));
        one.tried().forEach(entry.putArray("tried")::add);
        one.refused().ifPresent(reason -> entry.put("refused", reason));
    }
}
