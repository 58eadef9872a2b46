package org.overtap.lab.net;

/** A lab could not be built, used or removed. The message says what failed, on which object, and what to do. */
public final class LabException extends Exception {
    private final boolean inputAtFault;

    private LabException(String message, boolean inputAtFault, Throwable cause) {
        super(message, cause);
        this.inputAtFault = inputAtFault;
    }

    /** The machine or the lab is at fault. */
    public LabException(String message) {
        this(message, false, null);
    }

    public LabException(String message, Throwable cause) {
        this(message, false, cause);
    }

    /** What the user gave is at fault: a script, a name, an option. */
    public static LabException ofInput(String message) {
        return new LabException(message, true, null);
    }

    /** Whether what the user gave is at fault, rather than the machine. */
    public boolean inputAtFault() {
        return inputAtFault;
    }
}
