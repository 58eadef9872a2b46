package org.overtap.shell.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.shell.ShellException;

/**
 * What an OpenSSH configuration says about one host.
 *
 * @param options lower-case keyword to its first value
 * @param identityFiles every IdentityFile that applies, in order
 */
record SshHost(Map<String, String> options, List<Path> identityFiles) {
    SshHost {
        options = Map.copyOf(options);
        identityFiles = List.copyOf(identityFiles);
    }

    /** The target with what it leaves open filled in. */
    SshTarget apply(SshTarget asked, String usualUser) {
        String user = firstNonBlank(asked.user(), usualUser, options.get("user"), System.getProperty("user.name"));
        int port = asked.port() == 22 && options.containsKey("port") ? port(asked) : asked.port();
        String host = Optional.ofNullable(options.get("hostname"))
                .map(name -> name.replace("%h", asked.host()).replace("%%", "%"))
                .orElse(asked.host());
        return new SshTarget(asked.node(), host, port, user);
    }

    Optional<String> proxyJump() {
        return Optional.ofNullable(options.get("proxyjump")).filter(jump -> !jump.equalsIgnoreCase("none"));
    }

    void requireNoProxyCommand(SshTarget target) throws ShellException {
        String command = options.getOrDefault("proxycommand", "none");
        if (!command.equalsIgnoreCase("none")) {
            throw new ShellException(
                    target.node(),
                    "the SSH configuration reaches " + target + " by a ProxyCommand, which is not supported: use"
                            + " ProxyJump, or name a gateway");
        }
    }

    private int port(SshTarget asked) {
        try {
            return Integer.parseInt(options.get("port"));
        } catch (NumberFormatException e) {
            return asked.port();
        }
    }

    private static String firstNonBlank(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return "root";
    }
}
