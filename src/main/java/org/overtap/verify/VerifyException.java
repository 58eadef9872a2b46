package org.overtap.verify;

/** The check could not be made. It says nothing about coverage then. */
public final class VerifyException extends Exception {
    public VerifyException(String message) {
        super(message);
    }
}
