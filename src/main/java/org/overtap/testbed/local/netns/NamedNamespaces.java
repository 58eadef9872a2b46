package org.overtap.testbed.local.netns;

import java.util.List;
import java.util.TreeSet;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;

/**
 * Finds namespaces by their names.
 *
 * @param names those; empty for all but the one that this program is in
 */
record NamedNamespaces(List<String> names) implements NamespaceFinder {
    private static final String FOLDER = "/run/netns/";

    /** Names are files that are network namespaces, and not what is left of one. */
    private static final String SCRIPT = """
            own=$(stat -L -c %i /proc/self/ns/net)
            for file in /run/netns/*; do
                if [ "$(stat -f -c %T "$file" 2>/dev/null)" = nsfs ] && [ "$(stat -c %i "$file")" != "$own" ]; then
                    echo "${file##*/}"
                fi
            done
            """;

    NamedNamespaces {
        names = List.copyOf(names);
    }

    @Override
    public List<Namespace> find(Shell machine) throws TestbedException, ShellException {
        CommandResult reply = machine.run(Command.script(SCRIPT));
        TreeSet<String> there = new TreeSet<>(reply.out().lines().toList());
        List<String> missing =
                names.stream().filter(name -> !there.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new TestbedException("no network namespace is called " + String.join(", ", missing)
                    + " (this one, in which overtap runs, cannot be a node): 'ip netns list' has "
                    + (there.isEmpty() ? "none" : String.join(", ", there)));
        }
        if (there.isEmpty()) {
            throw new TestbedException("no network namespace has a name: 'ip netns add NAME' makes one");
        }
        return there.stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .map(name -> new Namespace(name, "network namespace " + name, FOLDER + name))
                .toList();
    }

    @Override
    public String what() {
        return "network namespaces";
    }
}
