package org.overtap.deploy.programs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.ToldPrograms;
import org.overtap.overlay.choice.InstrumentGround;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/**
 * Which instruments nodes can run, by the programs that they have.
 *
 * @param nodes what each node told; one that could not be asked is not there
 */
public record NodePrograms(Map<String, ToldPrograms> nodes) implements InstrumentGround {
    public NodePrograms {
        nodes = Map.copyOf(nodes);
    }

    /** Asks each of these nodes once for the programs of all instruments. */
    public static NodePrograms ask(Collection<String> nodes, InstrumentCatalogue instruments, NodeShells shells) {
        TreeSet<String> words = new TreeSet<>();
        instruments.all().stream()
                .filter(one -> !one.tried().isEmpty())
                .forEach(one -> words.addAll(one.needs().programs()));
        List<String> args = new ArrayList<>(List.of("/"));
        args.addAll(words);
        Map<String, ToldPrograms> told = new ConcurrentHashMap<>();
        nodes.parallelStream().forEach(node -> {
            try {
                CommandResult reply = shells.on(node).run(Scripts.named("preflight", args.toArray(String[]::new)));
                if (reply.ok()) {
                    told.put(node, ToldPrograms.parse(reply.out()));
                }
            } catch (ShellException e) {
                // Whoever deploys on it says so.
            }
        });
        return new NodePrograms(told);
    }

    @Override
    public Optional<String> against(String node, Instrument instrument) {
        return Optional.ofNullable(nodes.get(node)).flatMap(told -> told.against(instrument));
    }
}
