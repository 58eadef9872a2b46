package org.overtap.instrument;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {name}} places in one line of a descriptor. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

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
}
