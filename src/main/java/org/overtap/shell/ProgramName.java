package org.overtap.shell;

import java.util.List;

/** How a command is called in a message: by its program, without sudo and without its arguments. */
public final class ProgramName {
    private ProgramName() {}

    public static String of(Command command) {
        List<String> argv = command.argv();
        boolean root = argv.size() > 3 && argv.subList(0, 3).equals(List.of("sudo", "-n", "--"));
        String program = argv.get(root ? 3 : 0);
        return (program.equals("sh") ? "a script" : program) + (root ? " (as root)" : "");
    }
}
