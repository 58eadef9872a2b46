package org.overtap.record.dataset.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The different texts of one column, each with its number. The same text, and mostly the same object, comes often. */
final class TextTable {
    /** What an object of each kind takes besides its bytes, roughly: text, its bytes, their bytes again, the slots. */
    private static final int OVERHEAD = 96;

    private static final int SMALLEST = 16;

    /** Spreads hashes over slots (Knuth, The Art of Computer Programming, volume 3, 6.4): 2^32 by the golden ratio. */
    private static final int GOLDEN = 0x9E3779B9;

    private byte[][] encoded = new byte[SMALLEST][];
    private String[] slots = new String[2 * SMALLEST];
    private int[] numbers = new int[2 * SMALLEST];
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
        if (slots[slot] == null) {
            add(text, slot);
            slot = slot(text);
        }
        last = text;
        lastNumber = numbers[slot];
        return lastNumber;
    }

    /** Where it is, or is to be. */
    private int slot(String text) {
        int mask = slots.length - 1;
        int slot = text.hashCode() * GOLDEN >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != null && !text.equals(slots[slot])) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void add(String text, int slot) {
        if (count == encoded.length) {
            encoded = Arrays.copyOf(encoded, 2 * count);
        }
        encoded[count] = text.getBytes(StandardCharsets.UTF_8);
        memory += OVERHEAD + 2L * encoded[count].length;
        slots[slot] = text;
        numbers[slot] = count;
        count++;
        if (2 * count > slots.length) {
            spread();
        }
    }

    private void spread() {
        String[] texts = slots;
        int[] their = numbers;
        slots = new String[2 * texts.length];
        numbers = new int[2 * texts.length];
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                int slot = slot(texts[i]);
                slots[slot] = texts[i];
                numbers[slot] = their[i];
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
        encoded = new byte[SMALLEST][];
        slots = new String[2 * SMALLEST];
        numbers = new int[2 * SMALLEST];
        count = 0;
        memory = 0;
        last = null;
    }
}
