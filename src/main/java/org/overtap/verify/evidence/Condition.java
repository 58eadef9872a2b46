package org.overtap.verify.evidence;

/** In which condition a daemon is. */
public enum Condition {
    /** It runs. */
    ALIVE,
    /** It is there and stopped, so that it does nothing. */
    FROZEN,
    /** Something of it runs on, though its folder is gone or does not know it. */
    STRAY,
    /** It does not run. */
    DEAD,
    /** Its node cannot be entered. */
    UNREACHABLE,
    /** The experiment does not have its node any more. */
    GONE
}
