package org.overtap.shell.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.overtap.shell.Command;
import org.overtap.shell.NodeOutput;
import org.overtap.shell.ProgramName;
import org.overtap.shell.ShellException;

/** One command on one channel of a session: started, waited for within its time, and closed whatever happens. */
final class SshExec {
    /** How JSch says that a channel was not even opened. */
    private static final Set<String> UNOPENED = Set.of("session is down", "channel is not opened.");

    private static final long LONGEST_OPEN_MS = 15_000;
    /** So long a login may take to end after the command's end was told. */
    private static final long GRACE = Duration.ofMillis(300).toNanos();

    private static final long FIRST_NAP_MS = 2;
    private static final long LONGEST_NAP_MS = 50;

    private final SshTarget target;
    private final Session session;
    private final Command command;
    private final NodeNotes notes;

    /** So much input is sent at once without waiting for the other side to read. */
    private static final int FITS_ANY_WINDOW = 32 << 10;

    SshExec(SshTarget target, Session session, Command command, NodeNotes notes) {
        this.target = target;
        this.session = session;
        this.command = command;
        this.notes = notes;
    }

    /** The session was lost, unnoticed, before the command was sent: on another session it may be tried again. */
    static final class NotSent extends Exception {
        NotSent(JSchException cause) {
            super(cause);
        }
    }

    /** The server, still connected, refused another channel: later it may be tried again. */
    static final class Refused extends Exception {
        Refused(JSchException cause) {
            super(cause);
        }
    }

    /** Runs the command into the two sinks and gives its exit status. */
    int run(NodeOutput out, NodeOutput err) throws ShellException, NotSent, Refused {
        CommandFrame frame = new CommandFrame(command, out, err);
        byte[] input = frame.input();
        ChannelExec channel = null;
        try {
            channel = open();
            channel.setCommand(frame.line().getBytes(StandardCharsets.UTF_8));
            boolean fits = input.length <= FITS_ANY_WINDOW;
            if (!fits) {
                channel.setInputStream(new ByteArrayInputStream(input));
            }
            channel.setOutputStream(frame.out(), true);
            channel.setErrStream(frame.err(), true);
            connect(channel);
            if (fits) {
                feed(channel, input);
            }
            await(channel, frame);
            return status(channel, frame);
        } catch (JSchException e) {
            throw new ShellException(
                    target.node(), "cannot run " + program() + " on " + target + ": " + e.getMessage(), e);
        } finally {
            if (channel != null) {
                channel.disconnect();
            }
        }
    }

    /** JSch answers null where the session is lost while the channel is made, and throws where it was before. */
    private ChannelExec open() throws JSchException, NotSent {
        ChannelExec made = null;
        try {
            made = (ChannelExec) session.openChannel("exec");
        } catch (JSchException e) {
            if (!UNOPENED.contains(e.getMessage())) {
                throw e;
            }
        }
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

    /** JSch puts the reason for which a server refused a channel in place of its exit status. */
    private void connect(ChannelExec channel) throws JSchException, NotSent, Refused {
        try {
            channel.connect((int) Math.min(LONGEST_OPEN_MS, command.timeout().toMillis()));
        } catch (JSchException e) {
            if (session.isConnected() && channel.getExitStatus() > 0) {
                throw new Refused(e);
            }
            if (UNOPENED.contains(e.getMessage())) {
                throw new NotSent(e);
            }
            throw e;
        }
    }

    private void await(ChannelExec channel, CommandFrame frame) throws ShellException {
        long deadline = System.nanoTime() + command.timeout().toNanos();
        long nap = FIRST_NAP_MS;
        while (!channel.isClosed() && !overflown(frame)) {
            if (frame.ended()) {
                deadline = Math.min(deadline, System.nanoTime() + GRACE);
            }
            if (System.nanoTime() - deadline > 0) {
                break;
            }
            sleep(nap);
            nap = Math.min(LONGEST_NAP_MS, nap * 2);
        }
    }

    private static boolean overflown(CommandFrame frame) {
        return frame.out().overflown() || frame.err().overflown();
    }

    private int status(ChannelExec channel, CommandFrame frame) throws ShellException {
        frame.noise().filter(line -> frame.out().begun()).ifPresent(line -> notes.noise(target, line));
        if (overflown(frame)) {
            end(channel);
            throw frame.out().begun()
                    ? failure(program() + " on " + target + " wrote more than the limit allows: stopped")
                    : notAsked(channel, frame);
        }
        if (frame.ended()) {
            return told(frame);
        }
        if (!channel.isClosed()) {
            end(channel);
            throw tooSlow(frame);
        }
        if (!session.isConnected()) {
            throw failure("the connection to " + target + " broke while " + program() + " was running");
        }
        throw frame.out().begun() ? cutOff(frame) : notAsked(channel, frame);
    }

    private int told(CommandFrame frame) throws ShellException {
        OptionalInt status = frame.out().status();
        if (status.isEmpty() || !frame.out().whole()) {
            throw cutOff(frame);
        }
        return status.getAsInt();
    }

    private ShellException cutOff(CommandFrame frame) {
        return failure(
                "the answer of " + program() + " on " + target + " was cut off, or mixed with what something else"
                        + " printed, after " + frame.out().passed() + " bytes: try again");
    }

    /** Seen where a ForceCommand stands, where a profile ends or replaces its shell, where an account is closed. */
    private ShellException notAsked(ChannelExec channel, CommandFrame frame) {
        String said = frame.noise()
                .map(line -> "it said \"" + line + "\"")
                .orElse("it said nothing"
                        + (channel.getExitStatus() < 0 ? "" : ", and ended with status " + channel.getExitStatus()));
        return failure("the login shell of " + target + " does not run what it is asked (a ForceCommand, a profile that"
                + " execs or exits, or an account that is closed): " + said);
    }

    private ShellException tooSlow(CommandFrame frame) {
        Duration limit = command.timeout();
        String after = limit.toMillis() < 10_000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
        String why = !frame.out().begun()
                ? "the login shell did not come to it: does its profile wait for something?"
                : frame.err().ended()
                        ? "it ended, but left something running that keeps its output open"
                        : "it did not end: try it by hand, or allow more time";
        return failure(program() + " on " + target + " was given up after " + after + ": " + why);
    }

    /** Servers since OpenSSH 7.9 pass the signal on; older ones just see the channel close. */
    private static void end(ChannelExec channel) {
        try {
            channel.sendSignal("TERM");
        } catch (Exception e) {
            // The channel is closed next, which is all that can be done on a server that knows no signals.
        }
    }

    private void sleep(long millis) throws ShellException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException(target.node(), program() + " on " + target + " was interrupted", e);
        }
    }

    private ShellException failure(String what) {
        return new ShellException(target.node(), what);
    }

    private String program() {
        return ProgramName.of(command);
    }
}
