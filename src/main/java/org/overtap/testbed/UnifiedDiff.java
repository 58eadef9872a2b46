package org.overtap.testbed;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, with some lines around it. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<String> before;
    private final List<String> after;

    private UnifiedDiff(String before, String after) {
        this.before = before.lines().toList();
        this.after = after.lines().toList();
    }

    /**
     * Lines that go behind a minus sign, lines that come behind a plus sign, all others behind a space. Where only one
     * block of lines was rewritten, the lines before and after the first and last difference are cut short.
     */
    public static List<String> of(String before, String after) {
        return new UnifiedDiff(before, after).lines();
    }

    private List<String> lines() {
        int head = 0;
        int least = Math.min(before.size(), after.size());
        while (head < least && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        around(lines, Math.max(0, head - CONTEXT), head, 0);
        middle(lines, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        around(lines, before.size() - tail, Math.min(before.size(), before.size() - tail + CONTEXT), before.size());
        return lines;
    }

    private void around(List<String> lines, int from, int to, int end) {
        if (from > 0 && end == 0) {
            lines.add("  ...");
        }
        before.subList(from, to).forEach(line -> lines.add("  " + line));
        if (to < end) {
            lines.add("  ...");
        }
    }

    /** The longest common subsequence stays; everything else goes or comes. Time and space O(n m). */
    private static void middle(List<String> lines, List<String> gone, List<String> come) {
        int[][] common = new int[gone.size() + 1][come.size() + 1];
        for (int i = gone.size() - 1; i >= 0; i--) {
            for (int j = come.size() - 1; j >= 0; j--) {
                common[i][j] = gone.get(i).equals(come.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < gone.size() || j < come.size()) {
            if (i < gone.size() && j < come.size() && gone.get(i).equals(come.get(j))) {
                lines.add("  " + gone.get(i++));
                j++;
            } else if (j == come.size() || i < gone.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + gone.get(i++));
            } else {
                lines.add("+ " + come.get(j++));
            }
        }
    }
}
