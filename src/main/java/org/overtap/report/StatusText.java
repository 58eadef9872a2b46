package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.Status;
import org.overtap.lifecycle.OverlayStatus;
import org.overtap.topology.file.JsonDocument;

/** The state of a deployment's daemons for people. */
public final class StatusText {
    private StatusText() {}

    /** One line a daemon, and the end of the log of those that are not alive. */
    public static String of(List<Status.Line> lines) {
        Table table = new Table("node", "instrument", "on", "state", "received", "dropped");
        lines.forEach(l ->
                table.row(l.node(), l.instrument(), l.target(), l.state(), number(l.received()), number(l.dropped())));
        StringBuilder text = new StringBuilder(table.toString());
        lines.stream()
                .filter(l -> !l.note().isBlank())
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

    /** The same of the whole deployment, as a document. */
    static ObjectNode document(OverlayStatus status) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/status/1")
                .put("experiment", status.deployment().experiment())
                .put("complete", status.deployment().complete())
                .put("collected", status.deployment().collected().all());
        document.set("daemons", JsonDocument.mapper().valueToTree(status.daemons()));
        return document;
    }

    private static Object number(Optional<Long> value) {
        return value.<Object>map(v -> v).orElse(null);
    }
}
