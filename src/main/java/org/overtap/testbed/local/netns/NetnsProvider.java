package org.overtap.testbed.local.netns;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.overtap.shell.LocalShell;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.local.LocalTestbed;

/** Named network namespaces of this machine. */
public final class NetnsProvider implements TestbedProvider {
    /** As a file may be called, and without what has a meaning in a SOURCE. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]*");

    private static final String ALL = "all";

    /** What stands between two names in an experiment's. */
    private static final String BETWEEN = "+";

    /** A state file is called by it. */
    private static final int LONGEST = 80;

    @Override
    public String name() {
        return "netns";
    }

    @Override
    public Support support() {
        return Support.LIVE;
    }

    @Override
    public String syntax() {
        return "NAME,NAME,...|all";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    /**
     * The same in whichever order they are typed. Many names are cut, and told apart by a hash of all of them, as are
     * those with what stands between two.
     */
    @Override
    public String experiment(String words) {
        Set<String> names = names(words);
        String all = String.join(BETWEEN, names);
        boolean plain = names.stream().noneMatch(name -> name.contains(BETWEEN));
        return "netns/"
                + (plain && all.length() <= LONGEST
                        ? all
                        : all.substring(0, Math.min(LONGEST, all.length())) + "-"
                                + UUID.nameUUIDFromBytes(String.join(",", names).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) {
        Set<String> names = names(words);
        boolean all = names.equals(Set.of(ALL));
        return LocalTestbed.wired(
                experiment(words),
                new NamedNamespaces(all ? List.of() : List.copyOf(names)),
                bridge -> true,
                new LocalShell("this machine"));
    }

    private static Set<String> names(String words) {
        Set<String> names = new TreeSet<>();
        for (String word : words.split(",", -1)) {
            if (!NAME.matcher(word.strip()).matches()) {
                throw new InvalidSettingException("'netns:" + words + "' names no network namespaces: write"
                        + " netns:NAME,NAME or netns:all; 'ip netns list' has the names");
            }
            if (!names.add(word.strip())) {
                throw new InvalidSettingException("'netns:" + words + "' names " + word.strip() + " twice");
            }
        }
        return names;
    }
}
