package org.overtap.shell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * One recorded command, or one recorded download.
 *
 * @param node where it ran
 * @param argv the command; for a download {@code ["(download)", remote]}
 * @param status exit status
 * @param out standard output
 * @param err standard error
 * @param files what a download brought: path below the target folder to content in base64
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Exchange(String node, List<String> argv, int status, String out, String err, Map<String, String> files) {
    private static final String DOWNLOAD = "(download)";

    Exchange {
        argv = List.copyOf(argv);
        out = out == null ? "" : out;
        err = err == null ? "" : err;
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    static Exchange of(String node, Command command, CommandResult reply) {
        return new Exchange(node, command.argv(), reply.status(), reply.out(), reply.err(), Map.of());
    }

    static Exchange download(String node, String remote, Map<String, String> files) {
        return new Exchange(node, downloadOf(remote), 0, "", "", files);
    }

    static List<String> downloadOf(String remote) {
        return List.of(DOWNLOAD, remote);
    }

    CommandResult reply() {
        return new CommandResult(status, out, err);
    }
}
