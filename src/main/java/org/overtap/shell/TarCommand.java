package org.overtap.shell;

import java.util.ArrayList;
import java.util.List;

/** The remote half of a download. */
public final class TarCommand {
    private TarCommand() {}

    /** Writes a file or folder as a tar archive to standard output, named by its last path component. */
    public static Command pack(String remote) {
        String trimmed = remote.replaceFirst("(?<=.)/+$", "");
        int slash = trimmed.lastIndexOf('/');
        String parent = slash < 0 ? "." : slash == 0 ? "/" : trimmed.substring(0, slash);
        String name = trimmed.substring(slash + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("cannot download " + remote + ": name a file or a folder");
        }
        return Command.of("tar", "-cf", "-", "-C", parent, "./" + name);
    }

    /** Tolerates files that grew or went while they were packed, and nothing else. */
    public static void check(String node, String remote, CommandResult reply) throws ShellException {
        List<String> complaints = new ArrayList<>(reply.err().lines().toList());
        complaints.removeIf(line -> line.contains("file changed as we read it")
                || line.contains("File removed before we read it")
                || line.contains("Removing leading"));
        if (reply.status() > 1 || reply.status() == 1 && !complaints.isEmpty()) {
            throw new ShellException(
                    node,
                    "cannot download " + remote + " from " + node + ": "
                            + (complaints.isEmpty() ? reply.errorText() : complaints.get(0)));
        }
    }
}
