package org.overtap.cli.instrument;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Health;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.InstrumentException;
import org.overtap.instrument.InstrumentMatrix;
import org.overtap.instrument.Merged;
import org.overtap.instrument.PacketField;
import org.overtap.instrument.Runs;
import org.overtap.instrument.WireFormat;
import org.overtap.report.TextAndDocument;
import org.overtap.shell.ShellQuote;
import org.overtap.topology.file.JsonDocument;

/** One instrument, explained. */
final class InstrumentText {
    private static final String FREEBSD = "freebsd";
    private static final String FREEBSD_PACKAGES = "pkg";

    private final StringBuilder text = new StringBuilder();

    private InstrumentText() {}

    /** @throws InstrumentException if none is called so */
    static TextAndDocument of(InstrumentCatalogue instruments, String name) {
        List<Instrument> all = instruments.all();
        Instrument found = all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InstrumentException("no instrument is called " + name + "; known are "
                        + all.stream().map(Instrument::name).collect(Collectors.joining(", "))));
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/instrument/1");
        document.set("instrument", JsonDocument.mapper().valueToTree(found));
        return new TextAndDocument(new InstrumentText().write(found, InstrumentMatrix.of(instruments)), document);
    }

    private String write(Instrument its, InstrumentMatrix matrix) {
        text.append(its.name())
                .append(", a ")
                .append(its.kind().word())
                .append(": ")
                .append(its.summary())
                .append('\n');
        its.refused().ifPresent(reason -> line("refused", "only with --insist: " + reason));
        line("tried", tried(its));
        if (!its.knows().isEmpty()) {
            line("seen with", "version " + String.join(", ", its.knows()));
        }
        line("packages", packages(its));
        line("programs", String.join(", ", its.needs().programs()));
        line("records", String.join(", ", its.families()));
        for (WireFormat wire : its.formats()) {
            line("form", form(its, wire));
        }
        matrix.cells().stream()
                .filter(cell -> !cell.families().isEmpty())
                .filter(cell -> cell.probe().equals(its.name())
                        || cell.collector().filter(its.name()::equals).isPresent())
                .forEach(cell -> line("goes with", partner(its, cell)));
        runs(its.runs(), its);
        line("keeps", its.preserves().stream().map(PacketField::word).collect(Collectors.joining(", ")));
        if (!its.merges().isEmpty()) {
            line(
                    "merges",
                    "packets that differ only in "
                            + its.merges().stream().map(Merged::text).collect(Collectors.joining(", ")));
        }
        line("counters", counters(its.health()));
        its.output().ifPresent(output -> line("stores", output.files() + ", read by " + output.reader()));
        if (its.cpuPer100kpps() > 0) {
            line("costs", its.cpuPer100kpps() + " cores at 100,000 packets/s");
        }
        if (its.capacity() > 0) {
            line("takes", its.capacity() + (its.kind() == Instrument.Kind.PROBE ? " packets/s" : " records/s"));
        }
        its.faults().forEach(fault -> line("known", fault));
        return text.toString();
    }

    private void line(String key, String value) {
        text.append(String.format("  %-10s %s%n", key, value).replace(System.lineSeparator(), "\n"));
    }

    private static String tried(Instrument its) {
        if (its.tried().isEmpty()) {
            return "untested here";
        }
        boolean elsewhere = its.needs().packages().containsKey(FREEBSD_PACKAGES)
                && !its.tried().contains(FREEBSD)
                && Compatibility.foreign(its, FREEBSD).isEmpty();
        return "on " + String.join(", ", its.tried()) + (elsewhere ? "; untested on " + FREEBSD : "");
    }

    private static String packages(Instrument its) {
        Map<String, List<String>> packages = its.needs().packages();
        return packages.isEmpty()
                ? "none known"
                : packages.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
                        .collect(Collectors.joining("; "));
    }

    private static String form(Instrument its, WireFormat wire) {
        List<String> words = new ArrayList<>(List.of(wire.name()));
        if (!wire.families().isEmpty()) {
            words.add(String.join(" ", wire.families()) + " only");
        }
        if (wire.recordBytes() > 0 && its.kind() == Instrument.Kind.PROBE) {
            words.add(wire.recordBytes() + " bytes a " + (wire.packets() ? "packet" : "record"));
        }
        if (wire.layer2() > 0) {
            words.add("counts " + wire.layer2() + " bytes of layer 2 with each packet, which are taken off");
        }
        if (wire.unnumbered()) {
            words.add("does not tell a node's interfaces apart");
        }
        return String.join(", ", words);
    }

    private static String partner(Instrument its, InstrumentMatrix.Cell cell) {
        String other = cell.probe().equals(its.name()) ? cell.collector().orElse("no collector") : cell.probe();
        return other + " by " + cell.wire() + ", " + String.join(" ", cell.families())
                + (cell.oneInterface() ? ", one interface of a node" : "");
    }

    private void runs(Runs runs, Instrument its) {
        if (runs instanceof Runs.Process process) {
            line("starts", ShellQuote.line(named(process.argv(), its)));
            process.config().ifPresent(config -> config.lines().forEach(each -> line(config.file(), each)));
            line(
                    "ends by",
                    "SIG" + process.stop().signal() + " within "
                            + process.stop().seconds() + " s");
        } else if (runs instanceof Runs.Setting setting) {
            setting.set().forEach(words -> line("sets", ShellQuote.line(named(words, its))));
            setting.unset().forEach(words -> line("unsets", ShellQuote.line(named(words, its))));
        }
    }

    /** Its program is known; all else is filled when it is deployed. */
    private static List<String> named(List<String> words, Instrument its) {
        return words.stream()
                .map(word -> word.equals("{program}") ? its.needs().programs().get(0) : word)
                .toList();
    }

    private static String counters(Health health) {
        return health.counters().isEmpty()
                ? "none: what it lost it does not tell"
                : health.counters().keySet().stream().map(Counter::word).collect(Collectors.joining(", "));
    }
}
