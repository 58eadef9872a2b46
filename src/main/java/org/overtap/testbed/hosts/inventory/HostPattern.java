package org.overtap.testbed.hosts.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host names with ranges in them, as Ansible writes them: {@code web[01:20]}, {@code db-[a:f]}, {@code n[0:10:2]}. */
final class HostPattern {
    private static final Pattern RANGE =
            Pattern.compile("\\[(?:(\\d*):(\\d+)|([a-z]):([a-z])|([A-Z]):([A-Z]))(?::(\\d+))?]");

    private HostPattern() {}

    /** Every name that it means, in order; itself where there is no range in it. */
    static List<String> expand(Mark at, String pattern) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            return List.of(pattern);
        }
        List<String> all = new ArrayList<>();
        String before = pattern.substring(0, range.start());
        List<String> rest = expand(at, pattern.substring(range.end()));
        for (String middle : members(at, range)) {
            rest.forEach(after -> all.add(before + middle + after));
            requireFew(at, pattern, all.size());
        }
        return all;
    }

    private static List<String> members(Mark at, Matcher range) {
        boolean numbers = range.group(2) != null;
        int from = numbers ? number(at, range, 1) : letter(range, 3, 5);
        int to = numbers ? number(at, range, 2) : letter(range, 4, 6);
        int step = range.group(7) == null ? 1 : number(at, range, 7);
        if (to < from || step < 1) {
            throw at.error("the range " + range.group() + " is empty");
        }
        requireFew(at, range.group(), (to - from) / step + 1);
        List<String> members = new ArrayList<>();
        for (int i = from; i <= to; i += step) {
            members.add(numbers ? padded(range.group(1), i) : String.valueOf((char) i));
        }
        return members;
    }

    /** Leading zeros of the first number say how wide the others are. */
    private static String padded(String first, int number) {
        return first.startsWith("0") && first.length() > 1
                ? String.format("%0" + first.length() + "d", number)
                : String.valueOf(number);
    }

    private static int number(Mark at, Matcher range, int group) {
        String digits = range.group(group);
        if (digits.length() > 9) {
            throw at.error("the range " + range.group() + " is too large");
        }
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static int letter(Matcher range, int lower, int upper) {
        return range.group(range.group(lower) != null ? lower : upper).charAt(0);
    }

    private static void requireFew(Mark at, String pattern, int size) {
        if (size > Inventory.MOST_HOSTS) {
            throw at.error(pattern + " means more than " + Inventory.MOST_HOSTS + " hosts, which are not read");
        }
    }
}
