package org.overtap.testbed.geni.rspec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.topology.TopologyException;

/**
 * What a profile is asked to add by its parameter {@link #PARAMETER}, as words with blanks between:
 * {@code collector=NODE}, {@code bridge=LINK/NODE}, {@code listener=LAN/NODE}.
 *
 * @param collectors machines on the control network alone
 * @param bridges machines inline on a link, by the link
 * @param listeners machines that are one more member of a LAN that floods, by the LAN
 */
public record ProfileAdditions(List<String> collectors, Map<String, String> bridges, Map<String, String> listeners) {
    /** The parameter that a profile has where overtap may add machines. */
    public static final String PARAMETER = "overtap";

    /** None. */
    public static final ProfileAdditions NONE = new ProfileAdditions(List.of(), Map.of(), Map.of());

    private static final String NAME = "([A-Za-z0-9][\\w.+-]*)";
    private static final Pattern WORD =
            Pattern.compile("(collector)=" + NAME + "|(bridge|listener)=" + NAME + "/" + NAME);

    public ProfileAdditions {
        collectors = List.copyOf(collectors);
        bridges = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bridges));
        listeners = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
    }

    /**
     * Reads a parameter's value.
     *
     * @throws TopologyException if it is none that {@link #text} writes
     */
    public static ProfileAdditions parse(String value) {
        List<String> collectors = new ArrayList<>();
        Map<String, String> bridges = new LinkedHashMap<>();
        Map<String, String> listeners = new LinkedHashMap<>();
        for (String word : value.strip().split("\\s+")) {
            Matcher parts = WORD.matcher(word);
            if (word.isEmpty()) {
                continue;
            }
            if (!parts.matches()) {
                throw new TopologyException("the profile's parameter " + PARAMETER + " has '" + word
                        + "' in it, which overtap has not written");
            }
            if (parts.group(1) != null) {
                collectors.add(parts.group(2));
            } else {
                (parts.group(3).equals("bridge") ? bridges : listeners).put(parts.group(4), parts.group(5));
            }
        }
        return new ProfileAdditions(collectors, bridges, listeners);
    }

    /** The parameter's value; empty if nothing is added. */
    public String text() {
        List<String> words = new ArrayList<>();
        new TreeSet<>(collectors).forEach(node -> words.add("collector=" + node));
        new TreeSet<>(bridges.keySet()).forEach(link -> words.add("bridge=" + link + "/" + bridges.get(link)));
        new TreeSet<>(listeners.keySet()).forEach(lan -> words.add("listener=" + lan + "/" + listeners.get(lan)));
        return String.join(" ", words);
    }

    /** The link on which that node was put as a bridge. */
    public Optional<String> bridged(String node) {
        return bridges.entrySet().stream()
                .filter(one -> one.getValue().equals(node))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether that node was added to listen on that LAN. */
    public boolean listens(String lan, String node) {
        return node.equals(listeners.get(lan));
    }

    /** Every node that it adds. */
    public Set<String> nodes() {
        Set<String> nodes = new TreeSet<>(collectors);
        nodes.addAll(bridges.values());
        nodes.addAll(listeners.values());
        return nodes;
    }

    /** Whether that node was added as a tap. */
    public boolean taps(String node) {
        return bridges.containsValue(node) || listeners.containsValue(node);
    }
}
