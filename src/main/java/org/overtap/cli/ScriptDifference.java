package org.overtap.cli;

import org.overtap.testbed.Preparer;

/** What a rewritten script adds to the original, line by line. Rewriting only ever adds one block of lines. */
final class ScriptDifference {
    private static final int CONTEXT = 3;

    private ScriptDifference() {}

    /** The added lines behind a plus sign, and the first lines of the original after them. */
    static String of(Preparer.Preparation prepared) {
        int added = prepared.rewritten().length() - prepared.original().length();
        int at = 0;
        while (at < prepared.original().length()
                && prepared.original().charAt(at) == prepared.rewritten().charAt(at)) {
            at++;
        }
        while (at > 0 && prepared.rewritten().charAt(at - 1) != '\n') {
            at--;
        }
        StringBuilder text = new StringBuilder();
        prepared.rewritten().substring(at, at + added).lines().forEach(l -> text.append("+ ")
                .append(l)
                .append('\n'));
        prepared.original().substring(at).lines().limit(CONTEXT).forEach(l -> text.append("  ")
                .append(l)
                .append('\n'));
        return text.append("  ...\n").toString();
    }
}
