package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Merged;
import org.overtap.instrument.WireFormat;
import org.overtap.report.TextAndDocument;
import org.overtap.report.format.Table;
import org.overtap.topology.file.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists probes and collectors. */
@Command(
        name = "instruments",
        mixinStandardHelpOptions = true,
        description = "List the probes and collectors that are known.")
final class InstrumentsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final OutputOptions output = new OutputOptions(TextAndDocument.class);

    @Override
    public Integer call() throws Exception {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/instruments/1");
        Table table = new Table("name", "kind", "formats", "families", "what it is");
        StringBuilder notes = new StringBuilder();
        for (Instrument i : InstrumentCatalogue.builtIn().all()) {
            String kind = i.kind().word();
            List<String> formats = i.formats().stream().map(WireFormat::name).toList();
            table.row(i.name(), kind, String.join(" ", formats), String.join(" ", i.families()), i.summary());
            ObjectNode entry = document.withArray("instruments")
                    .addObject()
                    .put("name", i.name())
                    .put("kind", kind);
            formats.forEach(entry.putArray("formats")::add);
            i.families().forEach(entry.putArray("families")::add);
            if (!i.merges().isEmpty()) {
                i.merges().forEach(in -> entry.withArray("merges").add(in.word()));
                notes.append(i.name())
                        .append(" makes one record of packets that differ only in ")
                        .append(i.merges().stream().map(Merged::text).collect(Collectors.joining(", ")))
                        .append('\n');
            }
        }
        output.write(spec.commandLine().getOut(), new TextAndDocument(table.toString() + notes, document));
        return ExitCode.DONE;
    }
}
