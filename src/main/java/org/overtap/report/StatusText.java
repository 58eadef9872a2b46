package org.overtap.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.Outage;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.report.format.Table;
import org.overtap.report.health.HealthDocument;
import org.overtap.report.health.HealthText;
import org.overtap.report.health.WatchedStatus;
import org.overtap.topology.file.JsonDocument;

/** The state of a deployment's daemons for people. */
public final class StatusText {
    private StatusText() {}

    /** The end of the log of those that are not alive, once why a node cannot be asked, and how many are alive. */
    static String notes(List<Status.Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(l -> l.since().ifPresent(since -> text.append("  ")
                .append(Table.printable(l.node() + ": last known to live at " + since))
                .append('\n')));
        Set<String> unasked = new HashSet<>();
        lines.stream()
                .filter(l -> !l.note().isBlank())
                .filter(l -> !l.unasked() || unasked.add(l.node()))
                .forEach(l -> l.note().lines().forEach(line -> text.append("  ")
                        .append(Table.printable(l.node() + ": " + line))
                        .append('\n')));
        long alive = lines.stream().filter(l -> l.state().equals("alive")).count();
        return text.append(alive)
                .append(" of ")
                .append(lines.size())
                .append(" alive\n")
                .toString();
    }

    /** One time in which a daemon did not run, in a line. */
    static String of(Outage outage) {
        return Table.printable(
                        outage.node() + " " + outage.name() + ": down " + outage.times() + " (" + outage.why() + ")")
                + "\n";
    }

    /** A line a daemon, what is to be said of them, where data stops, when they did not run, and what nodes have left. */
    static String of(OverlayStatus status) {
        StringBuilder text = new StringBuilder(HealthText.daemons(status));
        text.append(notes(status.daemons()));
        status.deployment().outages().forEach(outage -> text.append(of(outage)));
        return text.append(HealthText.stops(status.health()))
                .append('\n')
                .append(HealthText.nodes(status))
                .append(clocks(status.clocks()))
                .toString();
    }

    /** One look of many, below the time of it. */
    static String of(WatchedStatus watched) {
        return watched.at() + "\n" + of(watched.status()) + "\n";
    }

    /** A line for each clock that is off. */
    static String clocks(List<ClockReading> clocks) {
        return clocks.stream()
                .filter(ClockReading::off)
                .map(clock -> "note: " + Table.printable(clock.text()) + ": the times of its records are corrected\n")
                .collect(Collectors.joining());
    }

    /** The same of the whole deployment, as a document. */
    static ObjectNode document(OverlayStatus status) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/status/1")
                .put("experiment", status.deployment().experiment())
                .put("complete", status.deployment().complete())
                .put("collected", status.deployment().collected().all());
        ArrayNode daemons = document.putArray("daemons");
        for (Status.Line line : status.daemons()) {
            ObjectNode daemon = JsonDocument.mapper().valueToTree(line);
            ObjectNode counters = daemon.putObject("counters");
            line.byWord().forEach((word, number) -> counters.put(word, number));
            daemons.add(daemon);
        }
        HealthDocument.addTo(document, status);
        document.set("clocks", JsonDocument.mapper().valueToTree(status.clocks()));
        document.set(
                "outages", JsonDocument.mapper().valueToTree(status.deployment().outages()));
        return document;
    }

    /** The same with when that was. */
    static ObjectNode document(WatchedStatus watched) {
        return document(watched.status()).put("at", watched.at().toString());
    }
}
