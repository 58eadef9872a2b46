package org.overtap.testbed.hosts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.NodeHost;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;

/** Asks hosts, many at once, for themselves and for their neighbours. Writes nothing on them. */
final class AskedHosts implements Neighbours {
    private static final int AT_ONCE = 32;
    private static final int MOST_TOLD = 5;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Reads lines of an interface and an address, and for each sends an echo request through that interface, which
     * makes the kernel look for the neighbour; whether the echo is answered does not matter, for it may be filtered. An
     * entry that the kernel only remembers is given time to prove itself. Says the MAC, {@code none}, or {@code cannot}
     * and why.
     */
    private static final String SCRIPT = """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
            ask() {
                tries=0
                while [ "$tries" -lt 8 ]; do
                    tries=$((tries + 1))
                    told=$(ping -c 1 -W 1 -I "$1" "$2" 2>&1)
                    status=$?
                    entry=$(ip neigh show to "$2" dev "$1" 2>/dev/null)
                    mac=$(printf '%s\\n' "$entry" | sed -n 's/.*lladdr \\([0-9a-fA-F:]*\\).*/\\1/p')
                    if [ -n "$mac" ]; then
                        case "$status $entry" in
                        0*|*REACHABLE*|*PERMANENT*|*NOARP*) break ;;
                        esac
                    elif [ "$status" -gt 1 ]; then
                        echo "$1 $2 cannot $(printf '%s\\n' "$told" | sed -n 1p)"
                        return
                    elif [ "$tries" -ge 3 ]; then
                        break
                    fi
                done
                echo "$1 $2 ${mac:-none}"
            }
            while read -r interface address; do
                ask "$interface" "$address" &
            done
            wait
            """;

    private final Map<String, HostEntry> hosts = new LinkedHashMap<>();
    private final HostShells shells;

    AskedHosts(List<HostEntry> hosts, HostShells shells) {
        hosts.forEach(host -> this.hosts.put(host.name(), host));
        this.shells = shells;
    }

    /**
     * What every host tells of itself, by node.
     *
     * @throws TestbedException if one cannot be reached or answers nothing that can be read
     */
    Map<String, HostFacts> facts() throws TestbedException {
        return all(List.copyOf(hosts.keySet()), (shell, node) -> {
            CommandResult reply = shell.run(Command.script(HostFacts.SCRIPT, NodeHost.LOCAL_DISK));
            if (!reply.ok()) {
                throw new ShellException(
                        node,
                        "host " + node + " does not list its interfaces with 'ip -j addr' (" + reply.errorText()
                                + "): it needs Linux with iproute2 of 2018 or later");
            }
            return HostFacts.parse(node, reply.out());
        });
    }

    @Override
    public Map<Question, Answer> ask(List<Question> questions) throws TestbedException {
        Map<String, List<Question>> byNode = new LinkedHashMap<>();
        questions.forEach(question -> byNode.computeIfAbsent(question.from().node(), n -> new ArrayList<>())
                .add(question));
        Map<Question, Answer> answers = new LinkedHashMap<>();
        all(List.copyOf(byNode.keySet()), (shell, node) -> ask(shell, node, byNode.get(node)))
                .values()
                .forEach(answers::putAll);
        return answers;
    }

    private static Map<Question, Answer> ask(Shell shell, String node, List<Question> questions) throws ShellException {
        StringBuilder lines = new StringBuilder();
        questions.forEach(
                q -> lines.append(q.from().iface()).append(' ').append(q.to()).append('\n'));
        CommandResult reply = shell.run(Command.script(SCRIPT)
                .withInput(lines.toString().getBytes(StandardCharsets.UTF_8))
                .within(LONGEST));
        return answers(node, reply.out());
    }

    /** Reads what {@link #SCRIPT} prints on that node. */
    static Map<Question, Answer> answers(String node, String text) {
        Map<Question, Answer> answers = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            Optional<IpAddress> to = words.length < 3 ? Optional.empty() : IpAddress.parse(words[1]);
            to.ifPresent(
                    address -> answers.put(new Question(new Endpoint(node, words[0]), address), answer(node, words)));
        }
        return answers;
    }

    private static Answer answer(String node, String[] words) {
        return switch (words[2]) {
            case "none" -> Answer.NONE;
            case "cannot" -> Answer.cannot(node + " cannot ask: " + (words.length > 3 ? words[3] : "no reason told"));
            default -> Answer.of(words[2].toLowerCase(Locale.ROOT));
        };
    }

    /** What is asked of one host. */
    private interface Ask<T> {
        T of(Shell shell, String node) throws ShellException;
    }

    private <T> Map<String, T> all(List<String> nodes, Ask<T> ask) throws TestbedException {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_ONCE, nodes.size()));
        try {
            Map<String, Future<T>> pending = new LinkedHashMap<>();
            nodes.forEach(node -> pending.put(node, pool.submit(() -> ask.of(shells.on(hosts.get(node)), node))));
            return collected(pending);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> Map<String, T> collected(Map<String, Future<T>> pending) throws TestbedException {
        Map<String, T> found = new LinkedHashMap<>();
        Map<String, Throwable> failures = new LinkedHashMap<>();
        for (Map.Entry<String, Future<T>> entry : pending.entrySet()) {
            try {
                found.put(entry.getKey(), entry.getValue().get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TestbedException("interrupted while asking the hosts", e);
            } catch (ExecutionException e) {
                failures.put(entry.getKey(), e.getCause());
            }
        }
        if (failures.isEmpty()) {
            return found;
        }
        throw failure(failures);
    }

    /** All that fail are named at once: a list mended host by host would be asked anew each time. */
    private static TestbedException failure(Map<String, Throwable> failures) {
        Function<Throwable, String> text =
                t -> t instanceof ShellException || t instanceof TopologyException ? t.getMessage() : t.toString();
        List<String> lines = new ArrayList<>(
                failures.values().stream().limit(MOST_TOLD).map(text).toList());
        if (failures.size() > MOST_TOLD) {
            lines.add("and " + (failures.size() - MOST_TOLD) + " more hosts: "
                    + failures.keySet().stream().skip(MOST_TOLD).collect(Collectors.joining(", ")));
        }
        return new TestbedException(
                String.join("\n", lines) + "\nevery host of the list must answer: mend it, or take it out of the list",
                failures.values().iterator().next());
    }
}
