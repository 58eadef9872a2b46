package org.overtap.record.query.filter;

import java.util.function.Predicate;

/**
 * A test of text whose last answers are kept: few texts differ among many rows. Each has one place, so memory is
 * bounded, and a text that is not there any more is tested again.
 */
final class RememberedTest implements Predicate<String> {
    private static final int PLACES = 1 << 14;

    private final Predicate<String> test;
    private final String[] texts = new String[PLACES];
    private final boolean[] answers = new boolean[PLACES];

    RememberedTest(Predicate<String> test) {
        this.test = test;
    }

    @Override
    public boolean test(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        if (!text.equals(texts[place])) {
            answers[place] = test.test(text);
            texts[place] = text;
        }
        return answers[place];
    }
}
