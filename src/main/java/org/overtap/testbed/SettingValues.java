package org.overtap.testbed;

import java.nio.file.Path;
import java.util.Optional;

/** What the user has set, wherever he did so: by the names of {@link Setting}s. */
public interface SettingValues {
    /** The value; empty if it was not given, or is blank. */
    Optional<String> get(String name);

    /**
     * The value.
     *
     * @param what what is missing, as a noun with its purpose
     * @throws InvalidSettingException if it was not given; the message says in which ways it can be
     */
    String require(String name, String what);

    /** Whether a flag is on. */
    default boolean on(String name) {
        return get(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** The path; empty if it was not given. */
    default Optional<Path> path(String name) {
        return get(name).map(Setting::path);
    }

    /** The path, as {@link #require} has it. */
    default Path requirePath(String name, String what) {
        return Setting.path(require(name, what));
    }
}
