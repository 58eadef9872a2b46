package org.overtap.testbed;

/** The testbed refused, failed or answered nonsense. The message says what, about which object, and what to do. */
public class TestbedException extends Exception {
    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
