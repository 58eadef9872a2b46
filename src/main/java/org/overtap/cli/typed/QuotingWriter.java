package org.overtap.cli.typed;

import java.io.PrintWriter;
import java.io.Writer;

/** Hands text on line by line, with its commands as they can be pasted. */
final class QuotingWriter extends Writer {
    private final QuotedCommands quoting;
    private final PrintWriter out;
    private final StringBuilder line = new StringBuilder();

    QuotingWriter(QuotedCommands quoting, PrintWriter out) {
        this.quoting = quoting;
        this.out = out;
    }

    @Override
    public synchronized void write(char[] text, int from, int count) {
        line.append(text, from, count);
        int end = line.lastIndexOf("\n") + 1;
        if (end > 0) {
            out.write(quoting.in(line.substring(0, end)));
            line.delete(0, end);
        }
    }

    /** What asks for an answer has no line end. */
    @Override
    public synchronized void flush() {
        out.write(quoting.in(line.toString()));
        line.setLength(0);
        out.flush();
    }

    @Override
    public synchronized void close() {
        flush();
    }
}
