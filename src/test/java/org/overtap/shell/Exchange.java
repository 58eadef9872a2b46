package org.overtap.shell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One recorded command.
 *
 * @param node where it ran
 * @param argv the command
 * @param status exit status
 * @param out standard output
 * @param err standard error
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Exchange(String node, List<String> argv, int status, String out, String err) {
    Exchange {
        argv = List.copyOf(argv);
        out = out == null ? "" : out;
        err = err == null ? "" : err;
    }

    static Exchange of(String node, Command command, CommandResult reply) {
        return new Exchange(node, command.argv(), reply.status(), reply.out(), reply.err());
    }

    CommandResult reply() {
        return new CommandResult(status, out, err);
    }
}
