package org.overtap.record.dataset.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The different texts of one column, each with its number. The same text, and mostly the same object, comes often. */
final class TextTable {
    /** What an object of each kind takes besides its bytes, roughly: text, its bytes, their bytes again, the slots. */
    private static final int OVERHEAD = 96;

    private static final int SMALLEST = 16;

    private String[] texts = new String[SMALLEST];
    private byte[][] encoded = new byte[SMALLEST][];
    private int[] slots = new int[2 * SMALLEST];
    private int count;
    private long memory;
    private String last;
    private int lastNumber;

    /** The text's number; it gets one if it has none. */
    @SuppressWarnings("ReferenceEquality")
    int number(String text) {
        if (text == last) {
            return lastNumber;
        }
        int slot = slot(text);
        if (slots[slot] == 0) {
            add(text, slot);
            slot = slot(text);
        }
        last = text;
        lastNumber = slots[slot] - 1;
        return lastNumber;
    }

    /** Where it is, or is to be: slots have a text's number plus one. */
    private int slot(String text) {
        int mask = slots.length - 1;
        int hash = text.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 15) & mask;
        while (slots[slot] != 0 && !texts[slots[slot] - 1].equals(text)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void add(String text, int slot) {
        if (count == texts.length) {
            texts = Arrays.copyOf(texts, 2 * count);
            encoded = Arrays.copyOf(encoded, 2 * count);
        }
        texts[count] = text;
        encoded[count] = text.getBytes(StandardCharsets.UTF_8);
        memory += OVERHEAD + 2L * encoded[count].length;
        count++;
        slots[slot] = count;
        if (2 * count > slots.length) {
            slots = new int[2 * slots.length];
            for (int i = 0; i < count; i++) {
                slots[slot(texts[i])] = i + 1;
            }
        }
    }

    /** The text of that number in UTF-8. */
    byte[] bytes(int number) {
        return encoded[number];
    }

    int count() {
        return count;
    }

    /** Roughly the bytes that it takes. */
    long memory() {
        return memory;
    }

    /** Forgets all texts and their numbers. */
    void clear() {
        texts = new String[SMALLEST];
        encoded = new byte[SMALLEST][];
        slots = new int[2 * SMALLEST];
        count = 0;
        memory = 0;
        last = null;
    }
}
