package org.overtap.shell.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.overtap.shell.Command;
import org.overtap.shell.NodeOutput;
import org.overtap.shell.ProgramName;
import org.overtap.shell.RemoteCommandLine;
import org.overtap.shell.ShellException;

/** One command on one channel of a session: started, waited for within its time, and closed whatever happens. */
final class SshExec {
    /** Signal numbers that are the same on Linux and FreeBSD. */
    private static final List<String> SIGNALS = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "", "FPE", "KILL", "", "SEGV", "", "PIPE", "ALRM", "TERM");

    /** How JSch says that a channel was not even opened. */
    private static final Set<String> UNOPENED = Set.of("session is down", "channel is not opened.");

    private static final long LONGEST_OPEN_MS = 15_000;
    private static final int UNKNOWN_STATUS = 255;
    private static final long FIRST_NAP_MS = 2;
    private static final long LONGEST_NAP_MS = 50;

    private final SshTarget target;
    private final Session session;
    private final Command command;

    /** So much input is sent at once without waiting for the other side to read. */
    private static final int FITS_ANY_WINDOW = 32 << 10;

    SshExec(SshTarget target, Session session, Command command) {
        this.target = target;
        this.session = session;
        this.command = command;
    }

    /** The session was lost, unnoticed, before the command was sent: on another session it may be tried again. */
    static final class NotSent extends Exception {
        NotSent(JSchException cause) {
            super(cause);
        }
    }

    /** Runs the command into the two sinks and gives its exit status. */
    int run(NodeOutput out, NodeOutput err) throws ShellException, NotSent {
        ChannelExec channel = null;
        try {
            channel = open();
            channel.setCommand(RemoteCommandLine.of(command).getBytes(StandardCharsets.UTF_8));
            boolean fits = command.input().length <= FITS_ANY_WINDOW;
            if (!fits) {
                channel.setInputStream(new ByteArrayInputStream(command.input()));
            }
            channel.setOutputStream(out, true);
            channel.setErrStream(err, true);
            connect(channel);
            if (fits) {
                feed(channel, command.input());
            }
            await(channel, out, err);
            return status(channel);
        } catch (JSchException e) {
            throw new ShellException(
                    target.node(), "cannot run " + program() + " on " + target + ": " + e.getMessage(), e);
        } finally {
            if (channel != null) {
                channel.disconnect();
            }
        }
    }

    /** JSch answers null where the session is lost while the channel is made. */
    private ChannelExec open() throws JSchException, NotSent {
        ChannelExec made = (ChannelExec) session.openChannel("exec");
        if (made == null) {
            throw new NotSent(new JSchException("session is down"));
        }
        return made;
    }

    /**
     * Sends what the command reads, and its end. An input stream set before connecting would have JSch start a thread
     * for it, which fails when the command has ended by then.
     */
    private static void feed(ChannelExec channel, byte[] input) {
        try (OutputStream in = channel.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // The command has ended without reading all of it, or the session broke: what follows tells which.
        }
    }

    private void connect(ChannelExec channel) throws JSchException, NotSent {
        try {
            channel.connect((int) Math.min(LONGEST_OPEN_MS, command.timeout().toMillis()));
        } catch (JSchException e) {
            if (UNOPENED.contains(e.getMessage())) {
                throw new NotSent(e);
            }
            throw e;
        }
    }

    private void await(ChannelExec channel, NodeOutput out, NodeOutput err) throws ShellException {
        long deadline = System.nanoTime() + command.timeout().toNanos();
        long nap = FIRST_NAP_MS;
        while (!channel.isClosed()) {
            if (out.overflown() || err.overflown()) {
                break;
            }
            if (System.nanoTime() - deadline > 0) {
                boolean ended = channel.getExitStatus() >= 0;
                end(channel);
                throw tooSlow(ended);
            }
            sleep(nap);
            nap = Math.min(LONGEST_NAP_MS, nap * 2);
        }
        if (out.overflown() || err.overflown()) {
            end(channel);
            throw new ShellException(
                    target.node(), program() + " on " + target + " wrote more than the limit allows: stopped");
        }
        if (!session.isConnected() && channel.getExitStatus() < 0 && channel.getExitSignal() == null) {
            throw new ShellException(
                    target.node(), "the connection to " + target + " broke while " + program() + " was running");
        }
    }

    private ShellException tooSlow(boolean ended) {
        Duration limit = command.timeout();
        String after = limit.toMillis() < 10_000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
        String why = ended
                ? "it ended, but left something running that keeps its output open"
                : "it did not end: try it by hand, or allow more time";
        return new ShellException(
                target.node(), program() + " on " + target + " was given up after " + after + ": " + why);
    }

    /** Servers since OpenSSH 7.9 pass the signal on; older ones just see the channel close. */
    private static void end(ChannelExec channel) {
        try {
            channel.sendSignal("TERM");
        } catch (Exception e) {
            // The channel is closed next, which is all that can be done on a server that knows no signals.
        }
    }

    private static int status(ChannelExec channel) {
        String signal = channel.getExitSignal();
        if (signal != null && channel.getExitStatus() < 0) {
            int number = SIGNALS.indexOf(signal);
            return number > 0 ? 128 + number : UNKNOWN_STATUS;
        }
        return channel.getExitStatus() < 0 ? UNKNOWN_STATUS : channel.getExitStatus();
    }

    private void sleep(long millis) throws ShellException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException(target.node(), program() + " on " + target + " was interrupted", e);
        }
    }

    private String program() {
        return ProgramName.of(command);
    }
}
