package org.overtap.record.anonymise;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Remembers what texts are replaced by, as far as memory is meant for that. */
final class TextCache implements UnaryOperator<String> {
    private static final int MOST = 1 << 17;

    private final UnaryOperator<String> replacement;
    private final Map<String, String> known = new HashMap<>();
    private String last;
    private String lastReplaced;

    TextCache(UnaryOperator<String> replacement) {
        this.replacement = replacement;
    }

    @Override
    public String apply(String text) {
        if (text == last) {
            return lastReplaced;
        }
        String found = known.get(text);
        if (found == null) {
            found = replacement.apply(text);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, found);
        }
        last = text;
        lastReplaced = found;
        return found;
    }
}
