package org.overtap.cli;

import java.io.PrintWriter;
import java.io.Writer;
import org.overtap.topology.file.VisibleText;

/**
 * Where all that the commands print leaves for a terminal: no call site can forget that some of it came from a node, a
 * testbed or a file.
 */
final class TerminalWriter extends Writer {
    private final PrintWriter terminal;
    private boolean carriageReturn;

    private TerminalWriter(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** A printer in front of the terminal; whether writing failed is the terminal's to tell. */
    static PrintWriter before(PrintWriter terminal) {
        return new PrintWriter(new TerminalWriter(terminal), true) {
            @Override
            public boolean checkError() {
                return super.checkError() | terminal.checkError();
            }
        };
    }

    @Override
    public synchronized void write(char[] text, int from, int count) {
        String held = carriageReturn ? "\r" : "";
        String all = held + new String(text, from, count);
        carriageReturn = all.endsWith("\r");
        terminal.write(VisibleText.of(carriageReturn ? all.substring(0, all.length() - 1) : all));
    }

    @Override
    public synchronized void flush() {
        terminal.flush();
    }

    @Override
    public synchronized void close() {
        if (carriageReturn) {
            carriageReturn = false;
            terminal.write(VisibleText.of("\r"));
        }
        terminal.flush();
    }
}
