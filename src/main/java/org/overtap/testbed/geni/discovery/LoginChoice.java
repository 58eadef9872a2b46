package org.overtap.testbed.geni.discovery;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.geni.rspec.SliverLogin;
import org.overtap.testbed.geni.rspec.SliverNode;

/**
 * By whose login nodes are entered: a manifest lists everybody of the project.
 *
 * @param asked the user that was asked for; empty if none was
 * @param local what the user is called on this machine
 */
public record LoginChoice(Optional<String> asked, String local) {
    /**
     * The login on that node; empty if several may be meant.
     *
     * @throws InvalidSettingException if the user that was asked for has none there
     */
    public Optional<SliverLogin> on(SliverNode node) {
        if (asked.isPresent()) {
            return Optional.of(of(node, asked.get())
                    .orElseThrow(() -> new InvalidSettingException("node " + node.name() + " has no login for "
                            + asked.get() + ", only for " + users(node)
                            + ": name another with --ssh-user, or ask " + "for your account to be added")));
        }
        List<String> users =
                node.logins().stream().map(SliverLogin::user).distinct().toList();
        return users.size() == 1 ? of(node, users.get(0)) : of(node, local);
    }

    private static Optional<SliverLogin> of(SliverNode node, String user) {
        return node.logins().stream().filter(login -> login.user().equals(user)).findFirst();
    }

    /** Who may log in there, for a sentence. */
    public static String users(SliverNode node) {
        TreeSet<String> users = new TreeSet<>();
        node.logins().forEach(login -> users.add(login.user()));
        return users.isEmpty() ? "nobody" : String.join(", ", users);
    }
}
