package org.overtap.record.query;

import java.util.Arrays;

/** Gives texts numbers, in the order in which they come: a hash table of open places. */
public final class TextNumbers {
    private String[] texts = new String[64];
    private int[] places = new int[128];
    private int count;

    /** The text's number, from 0. */
    public int of(String text) {
        int mask = places.length - 1;
        int place = mix(text.hashCode()) & mask;
        while (places[place] != 0) {
            String there = texts[places[place] - 1];
            if (there == text || there.equals(text)) {
                return places[place] - 1;
            }
            place = place + 1 & mask;
        }
        return add(text, place);
    }

    private int add(String text, int place) {
        if (count == texts.length) {
            texts = Arrays.copyOf(texts, count * 2);
        }
        texts[count++] = text;
        places[place] = count;
        if (count * 2 > places.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        places = new int[places.length * 2];
        int mask = places.length - 1;
        for (int i = 0; i < count; i++) {
            int place = mix(texts[i].hashCode()) & mask;
            while (places[place] != 0) {
                place = place + 1 & mask;
            }
            places[place] = i + 1;
        }
    }

    private static int mix(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ mixed >>> 15;
    }

    /** How many texts have a number. */
    public int count() {
        return count;
    }

    /** The text of a number. */
    public String text(long number) {
        return texts[(int) number];
    }
}
