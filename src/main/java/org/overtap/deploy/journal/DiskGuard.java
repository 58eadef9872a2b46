package org.overtap.deploy.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.overtap.instrument.Health;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Needs;
import org.overtap.instrument.Ready;
import org.overtap.instrument.Runs;

/**
 * What runs beside that which stores records on a node, and ends it cleanly before the disk is full: a collector that goes
 * on without room loses records and says nothing. It is started, shown and removed like any other daemon.
 */
final class DiskGuard {
    private static final String NAME = "guard";
    private static final String SCRIPT = "min-free.sh";
    private static final long KIB = 1024;

    private DiskGuard() {}

    /**
     * One for each node on which something is stored.
     *
     * @param least how many bytes are to stay free
     * @param folders the deployment's folder on a node
     */
    static List<Daemon> over(List<Daemon> daemons, long least, UnaryOperator<String> folders) {
        Map<String, List<String>> stores = new TreeMap<>();
        daemons.stream().filter(daemon -> daemon.output().isPresent()).forEach(daemon -> stores.computeIfAbsent(
                        daemon.node(), node -> new ArrayList<>())
                .add(folders.apply(daemon.node()) + "/" + daemon.name()));
        return stores.entrySet().stream()
                .map(node -> on(node.getKey(), node.getValue(), least))
                .toList();
    }

    private static Daemon on(String node, List<String> folders, long least) {
        List<String> argv = new ArrayList<>(List.of("sh", SCRIPT, String.valueOf((least + KIB - 1) / KIB)));
        argv.addAll(folders);
        return new Daemon(
                node,
                NAME,
                "min-free",
                NAME,
                Instrument.Kind.GUARD,
                new Needs(List.of("awk", "cut", "df", "sed"), List.of(), Map.of()),
                new Runs.Process(
                        argv,
                        Optional.of(new Runs.ConfigFile(SCRIPT, script())),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Ready(Ready.By.LOG, "guards ", 8),
                        new Runs.Stop("TERM", 2)),
                Health.NONE,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<String> script() {
        try (InputStream in = DiskGuard.class.getResourceAsStream("/deploy/" + SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("built-in script " + SCRIPT, e);
        }
    }
}
