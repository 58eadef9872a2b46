package org.overtap.record.reader;

/** Something is no record. The message is a reason that many can have. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String reason) {
        super(reason, null, false, false);
    }
}
