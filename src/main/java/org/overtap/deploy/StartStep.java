package org.overtap.deploy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.overtap.instrument.Instrument;
import org.overtap.shell.Command;
import org.overtap.shell.Reply;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellQuote;

/** Starts one daemon in a folder of its own and waits until it says that it works. */
final class StartStep implements Step {
    private static final int READY_SECONDS = 10;

    private final Deployment deployment;
    private final Daemon daemon;

    StartStep(Deployment deployment, Daemon daemon) {
        this.deployment = deployment;
        this.daemon = daemon;
    }

    @Override
    public String node() {
        return daemon.node();
    }

    @Override
    public String title() {
        return "start " + daemon.instrument().name() + " on " + daemon.node() + " (" + daemon.target() + ")";
    }

    @Override
    public List<String> actions() {
        List<String> lines = new ArrayList<>();
        String folder = deployment.root() + "/" + daemon.name();
        lines.add("mkdir -p " + ShellQuote.word(folder));
        daemon.instrument().config().ifPresent(file -> {
            lines.add("write " + folder + "/" + file.file() + ":");
            daemon.config().lines().forEach(line -> lines.add("    " + line));
        });
        lines.add("sudo -n sh -c 'cd " + folder + "; setsid "
                + ShellQuote.line(daemon.argv()).replace("'", "'\\''") + "'");
        return lines;
    }

    @Override
    public String apply(Shell shell) throws ShellException, DeployException {
        Reply reply = shell.run(command());
        if (!reply.ok()) {
            throw new DeployException(daemon.instrument().name() + " did not start on node " + daemon.node() + " ("
                    + daemon.target() + "): " + reply.err().strip());
        }
        return reply.out().strip();
    }

    private Command command() {
        Instrument instrument = daemon.instrument();
        List<String> args = new ArrayList<>(List.of(
                deployment.root(),
                deployment.id(),
                daemon.name(),
                instrument.ready(),
                String.valueOf(READY_SECONDS),
                instrument.stop().signal(),
                String.valueOf(instrument.stop().seconds()),
                instrument.config().map(Instrument.ConfigFile::file).orElse(""),
                String.join(" ", instrument.folders())));
        args.addAll(daemon.argv());
        return Scripts.named("start", args.toArray(String[]::new))
                .asRoot()
                .withInput(daemon.config().getBytes(StandardCharsets.UTF_8))
                .within(Duration.ofSeconds(READY_SECONDS + instrument.stop().seconds() + 20));
    }

    @Override
    public void undo(Shell shell) throws ShellException {
        stop(shell, deployment, daemon.name());
    }

    /** Ends the daemon of that name; its files stay. */
    static void stop(Shell shell, Deployment deployment, String name) throws ShellException {
        shell.run(
                Scripts.named("stop", deployment.root(), deployment.id(), name).asRoot());
    }
}
