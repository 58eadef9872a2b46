package org.overtap.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.overtap.shell.Command;
import org.overtap.shell.Reply;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * Nodes that all are this machine: real scripts, real processes, a root folder of their own in place of /var/tmp, and
 * no sudo.
 */
final class FakeNodes implements NodeShells {
    private final Path base;
    final Set<String> unreachable = ConcurrentHashMap.newKeySet();

    FakeNodes(Path base) {
        this.base = base;
    }

    @Override
    public Shell on(String node) throws ShellException {
        if (unreachable.contains(node)) {
            throw new ShellException(node, "node " + node + " cannot be reached");
        }
        return new Local(node);
    }

    private final class Local implements Shell {
        private final String node;

        Local(String node) {
            this.node = node;
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public Reply run(Command command) throws ShellException {
            List<String> argv = new ArrayList<>();
            for (String word : command.argv()) {
                argv.add(word.replace("/var/tmp", base.resolve(node).toString()));
            }
            if (argv.subList(0, 3).equals(List.of("sudo", "-n", "--"))) {
                argv.subList(0, 3).clear();
            }
            try {
                java.nio.file.Files.createDirectories(base.resolve(node));
                Process process = new ProcessBuilder(argv).start();
                process.getOutputStream().write(command.input());
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(command.timeout().toSeconds(), TimeUnit.SECONDS)) {
                    throw new ShellException(node, "timeout on " + node);
                }
                return new Reply(process.exitValue(), out, err);
            } catch (IOException | InterruptedException e) {
                throw new ShellException(node, e.getMessage(), e);
            }
        }

        @Override
        public void download(String remote, Path folder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is kept open.
        }
    }
}
