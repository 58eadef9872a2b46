package org.overtap.report.picture.layout;

import org.overtap.topology.file.VisibleText;

/** Names as they stand in a picture, where there is room for so much. */
public final class ShortName {
    private static final int LONGEST = 18;
    /** From here on letters are as wide as they are high: CJK and its neighbours. */
    private static final int WIDE = 0x1100;

    private ShortName() {}

    /** The name, what would steer its reader written out, its middle left out where it is long. */
    public static String of(String name) {
        String shown = VisibleText.of(name).replace('\n', ' ').replace('\t', ' ');
        int letters = shown.codePointCount(0, shown.length());
        if (letters <= LONGEST) {
            return shown;
        }
        int head = shown.offsetByCodePoints(0, LONGEST - 7);
        int tail = shown.offsetByCodePoints(shown.length(), -6);
        return shown.substring(0, head) + "\u2026" + shown.substring(tail);
    }

    static int cells(String text) {
        return text.codePoints()
                .map(c -> c >= WIDE && c < 0xFF61 && !(c >= 0x2000 && c < 0x2E80) ? 2 : 1)
                .sum();
    }
}
