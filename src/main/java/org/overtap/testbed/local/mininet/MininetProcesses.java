package org.overtap.testbed.local.mininet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.AbsentNodesException;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;
import org.overtap.testbed.local.RootScript;

/**
 * Finds Mininet's nodes by the last word of their shells, {@code mininet:h1} (mininet/node.py, startShell). Switches
 * have one too, but no network namespace of their own.
 */
final class MininetProcesses implements NamespaceFinder {
    private static final String SCRIPT = """
            own=$(readlink /proc/self/ns/net)
            for file in $(grep -ls mininet: /proc/[0-9]*/cmdline); do
                process=${file%/cmdline}
                name=$(tr '\\0' '\\n' <"$file" 2>/dev/null | tail -n 1 | grep -x 'mininet:[^ ][^ ]*')
                place=$(readlink "$process/ns/net" 2>/dev/null)
                if [ -n "$name" ] && [ -n "$place" ] && [ "$place" != "$own" ]; then
                    echo "$process ${name#mininet:}"
                fi
            done
            true
            """;

    @Override
    public List<Namespace> find(Shell machine) throws TestbedException, ShellException {
        Map<String, Namespace> found = new TreeMap<>();
        for (String line : RootScript.ask(machine, SCRIPT, List.of()).lines().toList()) {
            String[] words = line.split(" ", 2);
            String process = words[0].substring("/proc/".length());
            Namespace node =
                    new Namespace(words[1], "mininet:" + words[1] + ", process " + process, words[0] + "/ns/net");
            Namespace before = found.putIfAbsent(words[1], node);
            if (before != null) {
                throw new TestbedException("two nodes of Mininet are called " + words[1] + " (" + before.words() + "; "
                        + node.words() + "): end what is left of an earlier network with 'mn -c'");
            }
        }
        if (found.isEmpty()) {
            throw new AbsentNodesException(
                    "no network of Mininet runs here: start it with 'mn' or your own script, and leave it running",
                    List.of());
        }
        return List.copyOf(found.values());
    }

    @Override
    public String what() {
        return "nodes of Mininet";
    }
}
