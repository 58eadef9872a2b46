package org.overtap.record.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What words mean, while the records of one run come: few differ, and each is then read once and given as the same
 * object. Looking one up makes nothing.
 *
 * @param <T> what a word means
 */
final class ByteCache<T> {
    private static final int SLOTS = 1 << 17;
    private static final int MOST = SLOTS / 2;

    private final Function<byte[], Optional<T>> meaning;
    private byte[][] words = new byte[1 << 8][];
    private Object[] values = new Object[1 << 8];
    private int count;

    /** @param meaning reads a word; empty if it means nothing */
    ByteCache(Function<byte[], Optional<T>> meaning) {
        this.meaning = meaning;
    }

    /** @param meaning reads a word that is text */
    static <T> ByteCache<T> ofText(Function<String, Optional<T>> meaning) {
        return new ByteCache<>(word -> meaning.apply(new String(word, StandardCharsets.UTF_8)));
    }

    /** What the word there means, or null if it means nothing. */
    @SuppressWarnings("unchecked")
    T get(byte[] bytes, int from, int to) {
        int slot = Bytes.hash(bytes, from, to) & words.length - 1;
        byte[] word = words[slot];
        while (word != null) {
            if (Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return (T) values[slot];
            }
            slot = slot + 1 & words.length - 1;
            word = words[slot];
        }
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        T value = meaning.apply(copy).orElse(null);
        put(copy, value);
        return value;
    }

    private void put(byte[] word, Object value) {
        if (count >= MOST) {
            Arrays.fill(words, null);
            Arrays.fill(values, null);
            count = 0;
        } else if (count >= words.length / 2) {
            grow();
        }
        insert(word, value);
        count++;
    }

    private void grow() {
        byte[][] old = words;
        Object[] oldValues = values;
        words = new byte[Math.min(SLOTS, old.length * 4)][];
        values = new Object[words.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                insert(old[i], oldValues[i]);
            }
        }
    }

    private void insert(byte[] word, Object value) {
        int slot = Bytes.hash(word, 0, word.length) & words.length - 1;
        while (words[slot] != null) {
            slot = slot + 1 & words.length - 1;
        }
        words[slot] = word;
        values[slot] = value;
    }
}
