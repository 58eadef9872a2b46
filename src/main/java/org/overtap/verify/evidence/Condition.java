package org.overtap.verify.evidence;

/** In which condition a daemon is. */
public enum Condition {
    /** It runs. */
    ALIVE,
    /** It is there and stopped, so that it does nothing. */
    FROZEN,
    /** Something runs in its place that nobody knows: not as it was deployed. */
    STRAY,
    /** It does not run. */
    DEAD,
    /** Its node cannot be entered. */
    UNREACHABLE
}
