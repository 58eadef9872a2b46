package org.overtap.lab.boss;

/** A method ended in an exception, which the client sees as an XML-RPC fault. */
final class Fault extends Exception {
    Fault(String message) {
        super(message);
    }
}
