package org.overtap.shell.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.shell.ShellException;

/** Reads how a jump host is written: {@code [user@]host[:port]}. */
final class JumpHost {
    /** The most hosts on the way to a node; more is a loop. */
    static final int MOST = 5;

    private static final Pattern FORM =
            Pattern.compile("(?:ssh://)?(?:([^@\\s]+)@)?(\\[[0-9A-Fa-f:.%]+\\]|[^:@\\s\\[\\]/]+)(?::(\\d{1,5}))?/?");

    private JumpHost() {}

    static SshTarget parse(String text, String node) throws ShellException {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new ShellException(node, "no jump host: " + text + ": write it as user@host:port");
        }
        String host = parts.group(2).replaceAll("[\\[\\]]", "");
        int port = parts.group(3) == null ? 22 : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new ShellException(node, "no jump host: " + text + ": there is no port " + port);
        }
        return new SshTarget(host, host, port, parts.group(1));
    }
}
