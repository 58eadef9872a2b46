package org.overtap.lab.mapper;

/** The pool has not as many free machines as the experiment needs. */
public final class TooFewMachines extends Exception {
    public TooFewMachines(int needed, int free) {
        super("*** Insufficient nodes: " + needed + " more of type pc are needed, " + free + " are free");
    }
}
