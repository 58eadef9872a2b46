package org.overtap.testbed.local;

import java.util.List;
import java.util.Map;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;

/**
 * A machine that answers with a text whatever is asked, but for what finders ask.
 *
 * @param text what it tells of its namespaces
 * @param found what it tells to who looks for nodes: by a word of the question, the answer
 */
public record ToldMachine(String text, Map<String, String> found) implements Shell {
    public ToldMachine(String text) {
        this(text, Map.of());
    }

    /** Four nodes, {@code a} to {@code d}, in namespaces that are these files, of which the machine tells so. */
    public static ToldMachine at(List<String> handles, String text, Map<String, String> found) {
        String told = text;
        for (int i = 0; i < handles.size(); i++) {
            told = told.replace("/run/netns/ovtn-" + (char) ('a' + i), handles.get(i));
        }
        return new ToldMachine(told, found);
    }

    @Override
    public String node() {
        return "this machine";
    }

    @Override
    public CommandResult run(Command command) {
        String asked = String.join(" ", command.argv());
        return found.entrySet().stream()
                .filter(one -> asked.contains(one.getKey()))
                .findFirst()
                .map(one -> new CommandResult(0, one.getValue(), ""))
                .orElseGet(() -> new CommandResult(0, text, ""));
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** Finds what it is told. */
    record Finder(List<Namespace> nodes) implements NamespaceFinder {
        @Override
        public List<Namespace> find(Shell machine) {
            return nodes;
        }

        @Override
        public String what() {
            return "namespaces";
        }
    }

    static Namespace namespace(String name) {
        return new Namespace(name, "network namespace " + name, "/run/netns/ovtn-" + name);
    }
}
