package org.overtap.shell;

/**
 * A command's line as it is sent. The server hands it to the user's login shell, which on old testbeds is often a C
 * shell: that one stops at a line break inside quotes. Such a line is therefore wrapped into one that every shell
 * reads alike and that a POSIX shell then unwraps.
 */
public final class RemoteCommandLine {
    private RemoteCommandLine() {}

    public static String of(Command command) {
        String line = command.line();
        return line.indexOf('\n') < 0 && line.indexOf('!') < 0 ? line : wrapped(line);
    }

    private static String wrapped(String line) {
        String escaped = line.replace("\\", "\\\\")
                .replace("\n", "\\0012")
                .replace("!", "\\0041")
                .replace("'", "\\0047");
        return "sh -c 'eval \"$(printf %b \"$0\")\"' '" + escaped + "'";
    }
}
