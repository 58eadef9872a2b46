package org.overtap.instrument;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Refuses places that nothing would ever fill, where they stand. */
record TemplateCheck(Set<String> places) {
    TemplateCheck {
        places = new TreeSet<>(places);
    }

    /** The texts, which stand under that key. */
    List<String> all(Section section, String key, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            one(at(section, key, i), texts.get(i));
        }
        return texts;
    }

    String one(YamlValue.At at, String text) {
        Template.stranger(text, places).ifPresent(place -> {
            throw at.error("nothing fills {" + place + "}; places are "
                    + (places.isEmpty() ? "none" : "{" + String.join("}, {", places) + "}"));
        });
        return text;
    }

    private static YamlValue.At at(Section section, String key, int index) {
        return section.value(key)
                .filter(YamlValue.Sequence.class::isInstance)
                .map(value -> ((YamlValue.Sequence) value).items().get(index).at())
                .orElse(section.at(key));
    }
}
