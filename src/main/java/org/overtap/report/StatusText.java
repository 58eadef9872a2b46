package org.overtap.report;

import java.util.List;
import java.util.Optional;
import org.overtap.deploy.Status;

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

    private static Object number(Optional<Long> value) {
        return value.<Object>map(v -> v).orElse(null);
    }
}
