package org.overtap.verify.evidence;

/** In which condition a daemon is. */
public enum Condition {
    /** It runs. */
    ALIVE,
    /** It is there and stopped, so that it does nothing. */
    FROZEN,
    /** It does not run. */
    DEAD,
    /** Its node cannot be entered. */
    UNREACHABLE
}
