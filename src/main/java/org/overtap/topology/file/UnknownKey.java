package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Refuses a key that means nothing where it stands: what was to be said with it would be missing without a word. */
final class UnknownKey extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context, JsonParser json, JsonDeserializer<?> reader, Object bean, String key)
            throws IOException {
        if (key.equals("schema") && json.getParsingContext().getParent().inRoot()) {
            json.skipChildren();
            return true;
        }
        Collection<Object> known = reader.getKnownPropertyNames();
        List<String> names = known == null
                ? List.of()
                : known.stream().map(Object::toString).sorted().toList();
        String hint = nearest(key, names)
                .map(name -> ": did you mean '" + name + "'?")
                .orElse(names.isEmpty() ? "" : "; known are " + String.join(", ", names));
        JsonMappingException unknown =
                JsonMappingException.from(json, "the key '" + key + "' is not known here" + hint);
        unknown.prependPath(bean, key);
        throw unknown;
    }

    private static Optional<String> nearest(String key, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(key, name)))
                .filter(name -> distance(key, name) <= Math.max(2, name.length() / 3));
    }

    /** Letters to be changed, added or left out to make one of the other (Levenshtein 1966); their case counts not. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(a.length(), 100); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()] + Math.max(0, a.length() - 100);
    }
}
