package org.overtap.topology;

/** A topology that cannot be: malformed file, dangling name, two things of one name. The message is for the user. */
public final class TopologyException extends RuntimeException {
    public TopologyException(String message) {
        super(message);
    }

    public TopologyException(String message, Throwable cause) {
        super(message, cause);
    }
}
