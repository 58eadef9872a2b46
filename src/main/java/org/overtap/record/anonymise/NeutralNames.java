package org.overtap.record.anonymise;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Names that say what something is and nothing of which it is: {@code node-1}, {@code node-2}. None of them is one of
 * the names that are replaced.
 */
final class NeutralNames implements UnaryOperator<String> {
    private final String kind;
    private final String format;
    private final Set<String> taken;
    private final Map<String, String> given = new HashMap<>();
    private int next = 1;

    /**
     * @param kind what each begins with
     * @param most how many there may be, so that they sort as they are numbered
     * @param taken names that are not given
     */
    NeutralNames(String kind, int most, Set<String> taken) {
        this.kind = kind;
        this.format = kind + "-%0" + Integer.toString(most).length() + "d";
        this.taken = taken;
    }

    /** Names these in an order that only the key tells. */
    NeutralNames naming(Collection<String> names, AnonymisationKey key) {
        names.stream()
                .distinct()
                .sorted(Comparator.<String>comparingLong(name -> key.rank(kind, name))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(this::apply);
        return this;
    }

    /** That name's; a name that was not known gets the next number. */
    @Override
    public String apply(String name) {
        String found = given.get(name);
        if (found == null) {
            do {
                found = String.format(format, next++);
            } while (taken.contains(found));
            given.put(name, found);
        }
        return found;
    }

    /** Names these in their own order. */
    NeutralNames inOrder(Collection<String> names) {
        names.forEach(this::apply);
        return this;
    }

    boolean knows(String name) {
        return given.containsKey(name);
    }

    List<String> all(List<String> names) {
        return names.stream().map(this).toList();
    }
}
