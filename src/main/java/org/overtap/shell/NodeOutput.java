package org.overtap.shell;

import java.io.OutputStream;

/** Takes what a command writes. It never blocks or fails whoever writes: it drops what is too much and says so. */
public abstract class NodeOutput extends OutputStream {
    @Override
    public abstract void write(byte[] bytes, int from, int count);

    /** Whether more came than is taken: then the command is ended. */
    public abstract boolean overflown();
}
