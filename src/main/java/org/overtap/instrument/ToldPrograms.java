package org.overtap.instrument;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node told of its programs, by {@code preflight.sh}.
 *
 * @param missing those of which it was asked that it lacks
 * @param kernel its operating system as {@code uname -s} says it, in small letters; absent where it did not tell
 * @param manager its package manager, with its system and that one's release as /etc/os-release names them; "unknown" where
 *     it did not tell
 * @param install the words that install a package there; absent where it has no package manager that is known
 */
public record ToldPrograms(Set<String> missing, Optional<String> kernel, Manager manager, Optional<String> install) {
    private static final String UNKNOWN = "unknown";

    /** A package manager and what it is of. */
    public record Manager(String name, String system, String release) {
        /** The packages that bring what is needed, as that one calls them; none if that is not known. */
        private List<String> packages(Needs needs) {
            return needs.packages(name, system, release);
        }
    }

    public ToldPrograms {
        missing = Set.copyOf(missing);
    }

    /** Whether a line of the script that begins with that word is about programs. */
    public static boolean isOne(String word) {
        return word.equals("no-program") || word.equals("system");
    }

    /** What the script printed. */
    public static ToldPrograms parse(String text) {
        Set<String> missing = new TreeSet<>();
        String[] system = {"system", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            String[] words = line.strip().split(" ", 6);
            if (words[0].equals("no-program") && words.length > 1) {
                missing.add(words[1]);
            } else if (words[0].equals("system") && words.length > 4) {
                system = words;
            }
        }
        String kernel = system[1].toLowerCase(Locale.ROOT);
        return new ToldPrograms(
                missing,
                Optional.of(kernel).filter(word -> !word.equals(UNKNOWN)),
                new Manager(system[2], system[3], system[4]),
                system.length == 6 && !system[5].isBlank() ? Optional.of(system[5].strip()) : Optional.empty());
    }

    /** Why an instrument cannot run there, a clause; nothing if it can. */
    public Optional<String> against(Instrument one) {
        Needs needs = one.needs();
        return kernel.flatMap(word -> Compatibility.foreign(one, word)).or(() -> {
            Set<String> lacks = new TreeSet<>(needs.programs());
            lacks.retainAll(missing);
            return lacks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join(", ", lacks) + (lacks.size() > 1 ? " are" : " is") + " not installed"
                            + command(List.of(needs))
                                    .map(words -> " (" + words + ")")
                                    .orElse(""));
        });
    }

    /** What to type there, so that it has what is needed; nothing if that is not known. */
    public Optional<String> command(Collection<Needs> needs) {
        Set<String> packages = new LinkedHashSet<>();
        needs.forEach(its -> packages.addAll(manager.packages(its)));
        return packages.isEmpty() ? Optional.empty() : install.map(words -> words + " " + String.join(" ", packages));
    }
}
