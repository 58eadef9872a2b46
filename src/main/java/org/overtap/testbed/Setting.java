package org.overtap.testbed;

import java.nio.file.Path;

/**
 * Something that must or may be known to reach a testbed. It is given as {@code --NAME} (secrets are not), as
 * {@code OVERTAP_NAME} in the environment, or in the configuration.
 *
 * @param name in lower case, words parted by dashes
 * @param label what stands for its value in a help text; empty for a flag
 * @param help one line on what it is
 * @param kind of what kind its value is
 */
public record Setting(String name, String label, String help, Kind kind) {
    /** To go on without what does not answer. */
    public static final Setting ALLOW_PARTIAL =
            new Setting("allow-partial", "", "go on without what does not answer: a shaper, a whole site", Kind.FLAG);

    /** Of what kind a setting's value is. */
    public enum Kind {
        /** A file on this machine; a leading {@code ~/} is the home folder. */
        PATH,
        TEXT,
        /** On or off. */
        FLAG,
        /** A text that is never taken from a command line, shown, or written into a state file. */
        SECRET
    }

    public Setting {
        if (!name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("no name for a setting: " + name);
        }
    }

    public static Setting path(String name, String label, String help) {
        return new Setting(name, label, help, Kind.PATH);
    }

    public static Setting text(String name, String label, String help) {
        return new Setting(name, label, help, Kind.TEXT);
    }

    public static Setting flag(String name, String help) {
        return new Setting(name, "", help, Kind.FLAG);
    }

    public static Setting secret(String name, String help) {
        return new Setting(name, "", help, Kind.SECRET);
    }

    /** A path as a user writes it: {@code --cert=~/x} reaches a program with its tilde. */
    public static Path path(String text) {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        return text.startsWith("~/") ? Path.of(home, text.substring(2)) : Path.of(text);
    }
}
