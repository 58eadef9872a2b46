package org.overtap.lifecycle.health;

import java.util.List;
import java.util.Optional;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/** Whether a collector's log tells of a datagram of a probe, by {@code arrived.sh}, which does not wait for one here. */
final class ArrivedDatagrams {
    private ArrivedDatagrams() {}

    /** Whether anything of it ever came; absent where the collector does not tell. */
    static Optional<Boolean> of(Daemon probe, JournalEntry collector, String deployment, NodeShells shells) {
        Optional<String> pattern = probe.source().flatMap(source -> collector
                .daemon()
                .arrival()
                .flatMap(arrival -> arrival.pattern(source.exporter(), source.engine())));
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        List<String> words =
                List.of(collector.root(), deployment, collector.daemon().name(), "0", pattern.get());
        try {
            CommandResult reply = shells.on(collector.node())
                    .run(Scripts.named("arrived", words.toArray(String[]::new)).asRoot());
            return reply.ok() ? Optional.of(reply.out().isBlank()) : Optional.empty();
        } catch (ShellException e) {
            return Optional.empty();
        }
    }
}
