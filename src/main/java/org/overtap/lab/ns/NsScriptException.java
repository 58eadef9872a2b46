package org.overtap.lab.ns;

import java.util.OptionalInt;

/** A script that Emulab's parser would not accept. */
public final class NsScriptException extends Exception {
    private final int line;
    private final String lineText;
    private final String output;
    private final String trace;

    NsScriptException(String problem, Diagnosis diagnosis) {
        super(diagnosis.line() == 0 ? problem : "line " + diagnosis.line() + ": " + problem);
        this.line = diagnosis.line();
        this.lineText = diagnosis.lineText();
        this.output = diagnosis.output();
        this.trace = diagnosis.trace();
    }

    /** The user's own line, counted from 1; empty when the whole script is at fault. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** That line's text, empty when there is none. */
    public String lineText() {
        return lineText;
    }

    /** The diagnostics as the testbed words them; line ends included. */
    public String output() {
        return output;
    }

    /** Tcl's trace of what was being evaluated, innermost first; empty unless a Tcl error stopped the script. */
    public String trace() {
        return trace;
    }
}
