package org.overtap.testbed.local.ovs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.AbsentNodesException;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;
import org.overtap.testbed.local.RootScript;

/**
 * Finds every namespace but this one: those that have a name, and those that a process is in, which are called by
 * Mininet's name for the oldest such process, or by the host's name that it knows, as containers have one. Whoever came
 * into a namespace later, to look at something there say, has no part in what it is called.
 */
final class PluggedNamespaces implements NamespaceFinder {
    private static final String NAMES = "/run/netns/";

    /** What a line tells is set apart by tabs, for a name may have blanks in it. A process may end at any moment. */
    private static final String SCRIPT = """
            here=$(uname -n)
            own=$(stat -L -c %i /proc/self/ns/net)
            tab=$(printf '\\t')
            stat -L -c '%i %n' /run/netns/* /proc/[0-9]*/ns/net 2>/dev/null | awk -v own="$own" '
                # The 22nd field of a process is when it started; the second, its name, may have blanks and brackets.
                function started(process,    text, fields) {
                    if ((getline text <(process "/stat")) <= 0) {
                        return -1
                    }
                    close(process "/stat")
                    sub(/^.*[)] /, "", text)
                    split(text, fields, " ")
                    return fields[20] + 0
                }
                $1 == own { next }
                {
                    handle = substr($0, length($1) + 2)
                    born = number = 0
                    if (handle ~ "^/proc/") {
                        process = handle
                        sub("/ns/net$", "", process)
                        born = started(process)
                        number = substr(process, 7) + 0
                    }
                    if (born < 0 || ($1 in at && (born > oldest[$1] || (born == oldest[$1] && number >= first[$1])))) {
                        next
                    }
                    oldest[$1] = born
                    first[$1] = number
                    at[$1] = handle
                }
                END { for (inode in at) { printf "%s\\t%.0f\\t%s\\n", inode, oldest[inode], at[inode] } }
            ' | sort -t "$tab" -k 2n -k 3 | while IFS=$tab read -r inode born handle; do
                case $handle in
                    /run/netns/*)
                        [ "$(stat -L -f -c %T "$handle")" != nsfs ] ||
                            printf '%s\\t%s\\t%s\\n' "$inode" "$handle" "${handle##*/}"
                        continue ;;
                esac
                process=${handle%/ns/net}
                name=$(tr '\\0' '\\n' <"$process/cmdline" 2>/dev/null | tail -n 1 | sed -n 's/^mininet:\\([^ ]*\\)$/\\1/p')
                [ -n "$name" ] || name=$(nsenter --uts="$process/ns/uts" uname -n 2>/dev/null)
                [ -n "$name" ] && [ "$name" != "$here" ] || name=process-${process##*/}
                printf '%s\\t%s\\t%s\\n' "$inode" "$handle" "$name"
            done
            """;

    @Override
    public List<Namespace> find(Shell machine) throws TestbedException, ShellException {
        Map<String, Namespace> found = new LinkedHashMap<>();
        for (String line : RootScript.ask(machine, SCRIPT, List.of()).lines().toList()) {
            String[] told = line.split("\t", 3);
            if (told.length < 3) {
                // The rest of a name with a line's end in it.
                continue;
            }
            String name = told[2];
            for (int i = 2; found.containsKey(name); i++) {
                name = told[2] + "-" + i;
            }
            String words = told[1].startsWith(NAMES)
                    ? "network namespace " + told[2]
                    : told[2] + ", process " + told[1].split("/")[2];
            found.put(name, new Namespace(name, words, told[0], told[1]));
        }
        if (found.isEmpty()) {
            throw new AbsentNodesException(
                    "no network namespace but this one is known here, so nothing is plugged into a bridge of Open"
                            + " vSwitch",
                    List.of());
        }
        return List.copyOf(found.values());
    }

    @Override
    public Asked asked() {
        return Asked.NOT_AT_ALL;
    }

    @Override
    public String what() {
        return "namespaces at bridges of Open vSwitch";
    }
}
