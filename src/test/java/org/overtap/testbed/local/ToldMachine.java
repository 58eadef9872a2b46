package org.overtap.testbed.local;

import java.util.List;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;

/** A machine that answers the one script with a text, whatever is asked. */
record ToldMachine(String text) implements Shell {
    @Override
    public String node() {
        return "this machine";
    }

    @Override
    public CommandResult run(Command command) {
        return new CommandResult(0, text, "");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** Finds what it is told. */
    record Finder(List<Namespace> nodes) implements NamespaceFinder {
        @Override
        public List<Namespace> find(Shell machine) {
            return nodes;
        }

        @Override
        public String what() {
            return "namespaces";
        }
    }

    static Namespace namespace(String name) {
        return new Namespace(name, "network namespace " + name, "/run/netns/ovtn-" + name);
    }
}
