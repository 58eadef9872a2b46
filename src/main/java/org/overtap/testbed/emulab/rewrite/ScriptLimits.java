package org.overtap.testbed.emulab.rewrite;

/** placeholder */
public final class ScriptLimits {
    public static final int LARGEST_SCRIPT = 512 * 1024;

    private ScriptLimits() {}

    static void check(RewriteRequest request) {}

    static void checkSize(String script) {}
}
