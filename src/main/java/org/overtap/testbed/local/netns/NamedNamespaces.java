package org.overtap.testbed.local.netns;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.AbsentNodesException;
import org.overtap.testbed.local.Listed;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;
import org.overtap.testbed.local.RootScript;

/**
 * Finds namespaces by their names.
 *
 * @param names those; empty for all but the one that this program is in
 */
record NamedNamespaces(List<String> names) implements NamespaceFinder {
    private static final String FOLDER = "/run/netns/";

    /** Names are files that are network namespaces, and not what is left of one; one may end while it is looked at. */
    private static final String SCRIPT = """
            own=$(stat -L -c %i /proc/self/ns/net)
            for file in /run/netns/*; do
                inode=$(stat -c %i "$file" 2>/dev/null) || continue
                if [ "$(stat -f -c %T "$file" 2>/dev/null)" = nsfs ] && [ "$inode" != "$own" ]; then
                    echo "$inode ${file##*/}"
                fi
            done
            """;

    NamedNamespaces {
        names = List.copyOf(names);
    }

    @Override
    public List<Namespace> find(Shell machine) throws TestbedException, ShellException {
        Map<String, String> there = new TreeMap<>();
        for (String line : RootScript.ask(machine, SCRIPT, List.of()).lines().toList()) {
            String[] words = line.split(" ", 2);
            there.put(words[1], words[0]);
        }
        List<String> missing =
                names.stream().filter(name -> !there.containsKey(name)).toList();
        List<Namespace> present = there.keySet().stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .map(name -> new Namespace(name, "network namespace " + name, there.get(name), FOLDER + name))
                .toList();
        if (!missing.isEmpty()) {
            throw new AbsentNodesException(
                    "no network namespace is called " + String.join(", ", missing)
                            + " (this one, in which overtap runs, cannot be a node): 'ip netns list' has "
                            + (there.isEmpty() ? "none" : Listed.some(there.keySet())),
                    present);
        }
        if (there.isEmpty()) {
            throw new AbsentNodesException("no network namespace has a name: 'ip netns add NAME' makes one", present);
        }
        return present;
    }

    @Override
    public Asked asked() {
        return names.isEmpty() ? Asked.TOGETHER : Asked.EACH;
    }

    @Override
    public String what() {
        return "network namespaces";
    }
}
