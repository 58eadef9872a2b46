package org.overtap.instrument;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {name}} places in one line of a descriptor. What a shell would fill, <code>${name}</code>, stays. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([a-z]+)}");

    private Template() {}

    /**
     * The line with its places filled.
     *
     * @throws InstrumentException if a place has no value, or a value would break out of its line
     */
    static String fill(String line, Map<String, String> values) {
        Matcher places = PLACE.matcher(line);
        StringBuilder text = new StringBuilder();
        while (places.find()) {
            String value = values.get(places.group(1));
            if (value == null) {
                throw new InstrumentException("template \"" + line + "\" asks for {" + places.group(1) + "}, known are "
                        + values.keySet().stream().sorted().toList());
            }
            if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
                throw new InstrumentException("the value of {" + places.group(1) + "} has a control character");
            }
            places.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return places.appendTail(text).toString();
    }

    static List<String> fill(List<String> lines, Map<String, String> values) {
        return lines.stream().map(line -> fill(line, values)).toList();
    }

    /** Whether the line has that place. */
    static boolean asks(String line, String place) {
        return PLACE.matcher(line).results().anyMatch(found -> found.group(1).equals(place));
    }

    /** The first place in the line that is none of those. */
    static Optional<String> stranger(String line, Set<String> known) {
        return PLACE.matcher(line)
                .results()
                .map(found -> found.group(1))
                .filter(place -> !known.contains(place))
                .findFirst();
    }
}
