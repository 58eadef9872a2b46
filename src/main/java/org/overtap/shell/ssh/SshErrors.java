package org.overtap.shell.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.overtap.shell.ShellException;

/** Says what a failed login means and what to do about it. */
final class SshErrors {
    private SshErrors() {}

    static ShellException explain(
            JSchException e, SshTarget target, Optional<SshTarget> gateway, SshSettings settings) {
        String way = target + gateway.map(g -> " through " + g).orElse("");
        return new ShellException(
                target.node(), "cannot log in on " + way + ": " + reason(e, target, gateway, settings), e);
    }

    private static String reason(JSchException e, SshTarget target, Optional<SshTarget> gateway, SshSettings settings) {
        String text = String.valueOf(e.getMessage());
        String low = text.toLowerCase(Locale.ROOT);
        if (low.contains("auth fail") || low.contains("auth cancel") || low.contains("too many authentication")) {
            return "the server does not accept " + keys(settings) + " for user " + target.user()
                    + ": check the user, and that the public key is registered on the testbed";
        }
        if (e instanceof JSchAlgoNegoFailException) {
            return text
                    + ": if its host key was changed, remove the old one from the known_hosts file; if the server is"
                    + " old, allow legacy SSH";
        }
        if (isUnanswered(e)) {
            return "no answer within " + settings.limits().connect().toSeconds()
                    + " s: check that it is up, and whether it needs a gateway";
        }
        return network(e, text, gateway);
    }

    /** Whether nothing came back in the time that there was. */
    static boolean isUnanswered(JSchException e) {
        String low = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return low.contains("timeout") || low.contains("timed out");
    }

    private static String network(JSchException e, String text, Optional<SshTarget> gateway) {
        Throwable cause = e.getCause();
        if (cause instanceof UnknownHostException) {
            return "the name is not known here: check it, or name a gateway that knows it";
        }
        if (cause instanceof NoRouteToHostException) {
            return "there is no route to it: name a gateway";
        }
        if (cause instanceof ConnectException) {
            return "connection refused: is its SSH server running?";
        }
        if (gateway.isPresent()
                && (text.contains("connection is closed")
                        || text.contains("Connection reset")
                        || text.contains("End of IO"))) {
            return "the gateway cannot reach it: is the node up?";
        }
        return text;
    }

    private static String keys(SshSettings settings) {
        String files = settings.keys().isEmpty() ? "the usual keys" : "key " + settings.keys();
        return files + (settings.agent() ? " or the ssh-agent's" : "");
    }
}
