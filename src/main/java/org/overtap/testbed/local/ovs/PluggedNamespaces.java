package org.overtap.testbed.local.ovs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;

/**
 * Finds every namespace but this one: those that have a name, and those that a process is in, which are called by
 * Mininet's name for it, or by the host's name that it knows, as containers have one.
 */
final class PluggedNamespaces implements NamespaceFinder {
    private static final String SCRIPT = """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
            here=$(uname -n)
            own=$(stat -L -c %i /proc/self/ns/net)
            stat -L -c '%i %n' /run/netns/* /proc/[0-9]*/ns/net 2>/dev/null |
                awk -v own="$own" '$1 != own && !seen[$1]++ { print $2 }' | while read -r handle; do
                case $handle in
                    /run/netns/*)
                        [ "$(stat -L -f -c %T "$handle")" != nsfs ] || echo "$handle ${handle##*/}"
                        continue ;;
                esac
                process=${handle%/ns/net}
                name=$(tr '\\0' '\\n' <"$process/cmdline" 2>/dev/null | tail -n 1 | sed -n 's/^mininet:\\([^ ]*\\)$/\\1/p')
                [ -n "$name" ] || name=$(nsenter --uts="$process/ns/uts" uname -n 2>/dev/null)
                [ -n "$name" ] && [ "$name" != "$here" ] || name=process-${process##*/}
                echo "$handle $name"
            done
            """;

    @Override
    public List<Namespace> find(Shell machine) throws TestbedException, ShellException {
        CommandResult reply = machine.run(Command.script(SCRIPT));
        if (!reply.ok()) {
            throw new TestbedException(
                    "the network namespaces of " + machine.node() + " cannot be listed: " + reply.errorText());
        }
        Map<String, Namespace> found = new TreeMap<>();
        for (String line : reply.out().lines().toList()) {
            String[] words = line.split(" ", 2);
            String id = words[0].startsWith("/proc/")
                    ? words[1] + ", process " + words[0].split("/")[2]
                    : "network namespace " + words[1];
            String name = words[1];
            for (int i = 2; found.containsKey(name); i++) {
                name = words[1] + "-" + i;
            }
            found.put(name, new Namespace(name, id, words[0]));
        }
        if (found.isEmpty()) {
            throw new TestbedException("no network namespace but this one is known here, so nothing is plugged into a"
                    + " bridge of Open vSwitch; only root sees those of others");
        }
        return List.copyOf(found.values());
    }

    @Override
    public boolean asked() {
        return false;
    }

    @Override
    public String what() {
        return "namespaces at bridges of Open vSwitch";
    }
}
