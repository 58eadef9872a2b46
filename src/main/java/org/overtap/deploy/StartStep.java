package org.overtap.deploy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Runs;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellQuote;

/** Starts one daemon in a folder of its own and waits until it says that it works, or switches a setting on. */
final class StartStep implements Step {
    private static final Runs.Stop UNTOLD = new Runs.Stop("TERM", 5);

    private final String deployment;
    private final JournalEntry entry;
    private final Daemon daemon;
    private final HostTraits host;
    private final AtomicInteger strays;

    /**
     * @param deployment the deployment's id
     * @param entry what is started, and where
     * @param host what the node tells of itself
     * @param strays is added to by the processes that ran in its place though nothing there knew them, and were ended
     */
    StartStep(String deployment, JournalEntry entry, HostTraits host, AtomicInteger strays) {
        this.deployment = deployment;
        this.entry = entry;
        this.daemon = entry.daemon();
        this.host = host;
        this.strays = strays;
    }

    StartStep(String deployment, JournalEntry entry, HostTraits host) {
        this(deployment, entry, host, new AtomicInteger());
    }

    JournalEntry entry() {
        return entry;
    }

    @Override
    public String node() {
        return daemon.node();
    }

    @Override
    public String title() {
        return daemon.titled("start");
    }

    @Override
    public List<String> actions() {
        String folder = entry.folder();
        List<String> lines = new ArrayList<>(List.of("mkdir -p " + ShellQuote.word(folder)));
        lines.addAll(daemon.runs().either(process -> actions(folder, process), this::actions));
        return lines;
    }

    private List<String> actions(String folder, Runs.Process process) {
        List<String> lines = new ArrayList<>();
        Stream.concat(process.config().stream(), process.list().stream()).forEach(file -> {
            lines.add("write " + folder + "/" + file.file() + ":");
            file.lines().forEach(line -> lines.add("    " + line));
            file.withLoopback().forEach(line -> lines.add("    " + line + "  (where lo is up)"));
        });
        lines.add(host.asRoot("sh -c 'cd " + folder + "; setsid "
                + ShellQuote.line(process.argv()).replace("'", "'\\''") + "'"));
        return lines;
    }

    private List<String> actions(Runs.Setting setting) {
        return setting.set().stream()
                .map(words -> host.asRoot(ShellQuote.line(words)))
                .toList();
    }

    @Override
    public String apply(Shell shell) throws ShellException, DeployException {
        CommandResult reply = shell.run(daemon.runs().either(this::start, this::set));
        if (!reply.ok()) {
            throw new DeployException(daemon.instrument() + " did not start on node " + daemon.node() + " ("
                    + daemon.target() + "): " + reply.err().strip());
        }
        count(reply);
        return reply.out().lines().findFirst().orElse("").strip();
    }

    private void count(CommandResult reply) {
        reply.out()
                .lines()
                .filter(line -> line.matches("ended \\d{1,9}"))
                .forEach(line -> strays.addAndGet(Integer.parseInt(line.substring("ended ".length()))));
    }

    private Command start(Runs.Process process) {
        int seconds = process.ready().seconds();
        List<String> args = new ArrayList<>(List.of(
                entry.root(),
                deployment,
                daemon.name(),
                process.ready().by().word(),
                process.ready().what(),
                String.valueOf(seconds),
                process.ready().missing(),
                process.stop().signal(),
                String.valueOf(process.stop().seconds()),
                process.config().map(Runs.ConfigFile::file).orElse(""),
                String.join(" ", process.folders()),
                process.list().map(Runs.ConfigFile::file).orElse(""),
                process.list().map(Runs.ConfigFile::text).orElse(""),
                String.join(
                        "\n",
                        process.config().map(Runs.ConfigFile::withLoopback).orElse(List.of())),
                process.rights().map(Runs.Rights::word).orElse(""),
                process.ready().fails()));
        args.addAll(process.argv());
        String text = process.config().map(Runs.ConfigFile::text).orElse("");
        return Scripts.named("start", args.toArray(String[]::new))
                .asRoot()
                .withInput(text.getBytes(StandardCharsets.UTF_8))
                .within(Duration.ofSeconds(seconds + process.stop().seconds() + 20L));
    }

    private Command set(Runs.Setting setting) {
        List<String> args = new ArrayList<>(List.of(
                entry.root(),
                deployment,
                daemon.name(),
                setting.shows(),
                ShellQuote.line(setting.show()),
                String.valueOf(setting.set().size())));
        setting.set().forEach(words -> args.add(ShellQuote.line(words)));
        setting.unset().forEach(words -> args.add(ShellQuote.line(words)));
        return Scripts.named("set", args.toArray(String[]::new)).asRoot();
    }

    @Override
    public void undo(Shell shell) throws ShellException, DeployException {
        Runs.Stop stop = daemon.runs().either(Runs.Process::stop, setting -> UNTOLD);
        CommandResult reply = shell.run(Scripts.named(
                        "stop", entry.root(), deployment, daemon.name(), stop.signal(), String.valueOf(stop.seconds()))
                .asRoot());
        if (!reply.ok()) {
            throw new DeployException(daemon.instrument() + " was not stopped on node " + daemon.node() + " ("
                    + daemon.target() + "): " + reply.errorText());
        }
        count(reply);
    }
}
