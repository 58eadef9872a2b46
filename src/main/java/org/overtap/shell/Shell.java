package org.overtap.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A way to run commands on one node. One is opened for a node and reused; several threads may use it at once. */
public interface Shell extends AutoCloseable {
    /** How the node is called in messages. */
    String node();

    /**
     * Runs the command and waits for it.
     *
     * @throws ShellException if the node cannot be reached, the time is over, or the output is oversize; a command
     *     that ran and failed is a {@link CommandResult} with its status
     */
    CommandResult run(Command command) throws ShellException;

    /**
     * Runs the command and hands on its standard output line by line while it comes, however much that is; the reply
     * has the rest. A line longer than a shell's limit is oversize output. What the consumer throws ends the command.
     *
     * @throws ShellException as {@link #run} does; lines that came before were handed on
     */
    default CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
        CommandResult reply = run(command);
        reply.out().lines().forEach(lines);
        return new CommandResult(reply.status(), "", reply.err());
    }

    /**
     * Runs the command and writes the bytes of its standard output to the sink as they come, however many; the reply
     * has the rest, its standard error up to a shell's limit. The sink is not closed. A shell whose output may be
     * something else than text has its own way of doing this.
     *
     * @throws ShellException as {@link #run} does; what came before is in the sink
     * @throws UncheckedIOException if the sink fails, which ends the command as all does that it throws
     */
    default CommandResult copy(Command command, OutputStream sink) throws ShellException {
        CommandResult reply = run(command);
        try {
            sink.write(reply.out().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CommandResult(reply.status(), "", reply.err());
    }

    @Override
    void close();
}
