package org.overtap.lab.boss.wire;

/** A method ended in an exception, which the client sees as an XML-RPC fault. */
public final class Fault extends Exception {
    public Fault(String message) {
        super(message);
    }
}
