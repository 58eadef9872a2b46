package org.overtap.record.query;

/** The order in which people put names: digits in them are compared as numbers, n2 before n10. */
public final class NaturalOrder {
    private NaturalOrder() {}

    /** As a {@link java.util.Comparator} has it. */
    public static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (!digit(a.charAt(i)) || !digit(b.charAt(j))) {
                if (a.charAt(i) != b.charAt(j)) {
                    return Character.compare(a.charAt(i), b.charAt(j));
                }
                i++;
                j++;
                continue;
            }
            int endA = end(a, i);
            int endB = end(b, j);
            int compared = numbers(a.substring(i, endA), b.substring(j, endB));
            if (compared != 0) {
                return compared;
            }
            i = endA;
            j = endB;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int numbers(String a, String b) {
        String one = a.replaceFirst("^0+", "");
        String two = b.replaceFirst("^0+", "");
        return one.length() != two.length() ? Integer.compare(one.length(), two.length()) : one.compareTo(two);
    }
}
