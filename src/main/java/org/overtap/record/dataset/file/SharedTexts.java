package org.overtap.record.dataset.file;

import java.util.concurrent.ConcurrentHashMap;

/**
 * One object for texts that are the same, as far as that many fit: who sums by text then compares objects, not letters.
 * For several threads.
 */
public final class SharedTexts {
    private static final int MOST = 1 << 18;

    private final ConcurrentHashMap<String, String> texts = new ConcurrentHashMap<>();

    /** The object that was met first with that text. */
    public String of(String text) {
        String first = texts.get(text);
        if (first != null) {
            return first;
        }
        if (texts.size() >= MOST) {
            texts.clear();
        }
        first = texts.putIfAbsent(text, text);
        return first == null ? text : first;
    }
}
