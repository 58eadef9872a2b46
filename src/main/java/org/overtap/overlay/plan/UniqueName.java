package org.overtap.overlay.plan;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses names that nothing in the experiment has yet. */
public final class UniqueName {
    private UniqueName() {}

    /**
     * The wish, or the wish with the least number behind it that makes it free.
     *
     * @param taken every name there is, compared without regard to case, as databases and DNS do
     * @param longest how many characters it may have; the wish is cut short for that
     */
    public static String of(String wish, Collection<String> taken, int longest) {
        Set<String> names = taken.stream().map(UniqueName::folded).collect(Collectors.toSet());
        String name = cut(wish, "", longest);
        for (int i = 2; names.contains(folded(name)); i++) {
            name = cut(wish, "-" + i, longest);
        }
        return name;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String cut(String wish, String end, int longest) {
        return wish.substring(0, Math.min(wish.length(), longest - end.length())) + end;
    }
}
