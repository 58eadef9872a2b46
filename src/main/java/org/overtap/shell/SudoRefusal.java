package org.overtap.shell;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in sudo's own words why it did not run something, and what to do about it. */
final class SudoRefusal {
    /** A word of what sudo says, in the order in which they are looked for, and what helps. */
    private static final List<Map.Entry<String, String>> REMEDIES = List.of(
            Map.entry("must have a tty", "none is ever opened: put 'Defaults !requiretty' into its sudoers"),
            Map.entry("expired", "have the account renewed there"),
            Map.entry("password", "let the login user use sudo without a password there (NOPASSWD)"),
            Map.entry("no such file", "install sudo there, or log in as root"),
            Map.entry("not found", "install sudo there, or log in as root"),
            Map.entry("not in the sudoers", "put the login user into its sudoers (NOPASSWD: ALL)"),
            Map.entry("not allowed", "let the login user run any command by sudo there (NOPASSWD: ALL)"),
            Map.entry("may not run sudo", "let the login user run any command by sudo there (NOPASSWD: ALL)"));

    private SudoRefusal() {}

    /**
     * One line on it.
     *
     * @param said what it printed
     */
    static String of(String said) {
        String last = said.strip().lines().reduce("it said nothing", (before, line) -> line.isBlank() ? before : line);
        String low = last.toLowerCase(Locale.ROOT);
        String remedy = REMEDIES.stream()
                .filter(known -> low.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("see to it that 'sudo -n true' works there");
        return (low.startsWith("sudo") ? "" : "sudo: ") + last.strip() + ": " + remedy;
    }
}
