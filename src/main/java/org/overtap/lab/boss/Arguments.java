package org.overtap.lab.boss;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The struct a call carries.
 *
 * @param given by name
 */
record Arguments(Map<String, Object> given) {
    private static final Map<String, String> ALIASES = Map.of("proj", "pid", "group", "gid", "exp", "eid");
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");

    Optional<Object> find(String name) {
        Optional<Object> found = Optional.ofNullable(given.get(name));
        return found.isPresent() || !ALIASES.containsKey(name)
                ? found
                : Optional.ofNullable(given.get(ALIASES.get(name)));
    }

    Optional<String> text(String name) {
        return find(name).map(String::valueOf);
    }

    /** Booleans come as booleans or as words. */
    boolean yes(String name) {
        return find(name)
                .map(value -> value.equals(true) || YES.contains(value.toString()))
                .orElse(false);
    }

    /** One string, or a list of them. */
    List<String> texts(String name) {
        Object value = find(name).orElse(List.of());
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }

    /** The first of the names that was not given. */
    Optional<String> missing(List<String> names) {
        return names.stream().filter(name -> find(name).isEmpty()).findFirst();
    }
}
