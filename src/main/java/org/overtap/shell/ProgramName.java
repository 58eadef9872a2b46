package org.overtap.shell;

import java.util.List;
import java.util.Optional;

/** How a command is called in a message: by its program, without sudo and without its arguments. */
public final class ProgramName {
    private ProgramName() {}

    public static String of(Command command) {
        Optional<List<String>> root = Privilege.rootWords(command.argv());
        String program = root.orElse(command.argv()).get(0);
        return (program.equals("sh") ? "a script" : program) + (root.isPresent() ? " (as root)" : "");
    }
}
