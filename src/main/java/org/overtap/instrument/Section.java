package org.overtap.instrument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys and values of a descriptor, asked for one by one. A key that nobody asked for is a mistake of the file, and so
 * is a value of another form than asked for; each is told with its place.
 */
final class Section {
    private final YamlValue.Mapping map;
    private final String what;
    private final String path;
    private final Set<String> asked = new TreeSet<>();

    private Section(YamlValue.Mapping map, String what, String path) {
        this.map = map;
        this.what = what;
        this.path = path;
    }

    /** The value as a section; {@code what} says in errors what it describes. */
    static Section of(YamlValue value, String what) {
        return of(value, what, "");
    }

    private static Section of(YamlValue value, String what, String path) {
        if (value instanceof YamlValue.Mapping map) {
            return new Section(map, what, path);
        }
        throw value.at().error(what + " consists of keys and values, not of " + value.what());
    }

    YamlValue.At at() {
        return map.at();
    }

    /** Where the key stands. */
    YamlValue.At at(String key) {
        return map.keys().getOrDefault(key, map.at());
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    Optional<YamlValue> value(String key) {
        asked.add(key);
        return Optional.ofNullable(map.values().get(key));
    }

    Optional<Section> section(String key) {
        String inner = path.isEmpty() ? key : path + "." + key;
        return value(key).map(value -> of(value, inner, inner));
    }

    Section requireSection(String key) {
        return section(key).orElseThrow(() -> missing(key));
    }

    Optional<String> text(String key) {
        return value(key).map(value -> scalar(value, key));
    }

    String requireText(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    /** A list of texts; empty where the key is missing. */
    List<String> texts(String key) {
        return value(key).map(value -> texts(value, key)).orElse(List.of());
    }

    List<String> requireTexts(String key) {
        List<String> found = texts(key);
        if (found.isEmpty()) {
            throw has(key) ? at(key).error(key + " is empty") : missing(key);
        }
        return found;
    }

    /** A list; empty where the key is missing. */
    List<YamlValue> items(String key) {
        return value(key).map(value -> items(value, key)).orElse(List.of());
    }

    long number(String key, long otherwise) {
        return (long) decimal(key, otherwise, "\\d{1,15}", "a whole number");
    }

    double decimal(String key, double otherwise) {
        return decimal(key, otherwise, "\\d{1,9}(\\.\\d{1,9})?", "a number");
    }

    /** Texts by name, in the file's order. */
    Map<String, List<String>> named(String key) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        section(key).ifPresent(inner -> inner.map.values().forEach((k, v) -> all.put(k, inner.texts(v, k))));
        return all;
    }

    /** One text each by name. */
    Map<String, String> single(String key) {
        Map<String, String> all = new LinkedHashMap<>();
        section(key).ifPresent(inner -> inner.map.values().forEach((k, v) -> all.put(k, inner.scalar(v, k))));
        return all;
    }

    /** The keys that are there. */
    Set<String> keys() {
        return map.values().keySet();
    }

    InstrumentException missing(String key) {
        return map.at().error(what + " needs " + key);
    }

    /** To be called at last: whatever was not asked for has no meaning. */
    void end() {
        for (String key : map.values().keySet()) {
            if (!asked.contains(key)) {
                throw at(key).error(what + " has no key \"" + key + "\"; known are " + String.join(", ", asked));
            }
        }
    }

    List<String> texts(YamlValue value, String key) {
        List<String> texts = new ArrayList<>();
        items(value, key).forEach(item -> texts.add(scalar(item, "an entry of " + key)));
        return texts;
    }

    private List<YamlValue> items(YamlValue value, String key) {
        if (value instanceof YamlValue.Sequence list) {
            return list.items();
        }
        throw value.at().error(key + " is a list, like [one, two], not " + value.what());
    }

    private String scalar(YamlValue value, String key) {
        if (value instanceof YamlValue.Scalar scalar && !scalar.empty()) {
            return scalar.text();
        }
        throw value.at().error(key + " is a text or a number, not " + value.what());
    }

    private double decimal(String key, double otherwise, String form, String words) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().matches(form)) {
            throw map.values().get(key).at().error(key + " is " + words + ", not \"" + text.get() + "\"");
        }
        return text.map(Double::parseDouble).orElse(otherwise);
    }
}
