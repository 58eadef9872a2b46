package org.overtap.lifecycle.measured;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.FieldNotes;
import org.overtap.instrument.Instrument;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/** Asks what is to run on nodes for its version. */
final class ProgramVersions {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_LINE = 200;

    private ProgramVersions() {}

    /** What each instrument says on each node where it is to run, as far as it says something. */
    static List<FieldNotes.ProgramVersion> ask(Deployment wanted, NodeShells shells) {
        Set<Asked> asked = new LinkedHashSet<>();
        wanted.wanted().forEach(entry -> wanted.instruments().stream()
                .filter(instrument -> instrument.name().equals(entry.daemon().instrument()))
                .filter(instrument -> !instrument.version().isEmpty())
                .forEach(instrument -> asked.add(new Asked(entry.node(), instrument))));
        return asked.parallelStream()
                .flatMap(one -> one.answer(shells).stream())
                .toList();
    }

    /** What runs in a version that its description was never seen with: a sentence each. */
    static List<String> strange(List<FieldNotes.ProgramVersion> told, List<Instrument> instruments) {
        Map<String, Set<String>> nodes = new TreeMap<>();
        for (FieldNotes.ProgramVersion one : told) {
            instruments.stream()
                    .filter(its -> its.name().equals(one.instrument()) && !its.knows(one.version()))
                    .forEach(its -> nodes.computeIfAbsent(
                                    its.name() + " is of another version than its description was tried with ("
                                            + String.join(", ", its.knows())
                                            + "), so that faults and counters may differ: \""
                                            + one.version() + "\" on ",
                                    words -> new TreeSet<>())
                            .add(one.node()));
        }
        return nodes.entrySet().stream()
                .map(words -> words.getKey() + String.join(", ", words.getValue()))
                .toList();
    }

    private record Asked(String node, Instrument instrument) {
        Optional<FieldNotes.ProgramVersion> answer(NodeShells shells) {
            try {
                CommandResult reply = shells.on(node)
                        .run(Scripts.named("version", instrument.version().toArray(String[]::new))
                                .within(LONGEST));
                String line = reply.out().strip();
                boolean told = reply.ok() && line.chars().anyMatch(Character::isDigit);
                return told
                        ? Optional.of(new FieldNotes.ProgramVersion(
                                node, instrument.name(), line.substring(0, Math.min(LONGEST_LINE, line.length()))))
                        : Optional.empty();
            } catch (ShellException e) {
                return Optional.empty();
            }
        }
    }
}
