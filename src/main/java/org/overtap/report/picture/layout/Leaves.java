package org.overtap.report.picture.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The nodes with one neighbour, below that neighbour: side by side, or in columns of that many. */
final class Leaves {
    private static final double ROW = 21;
    private static final double DROP = 84;
    private static final double COMB_DROP = 42;
    private static final double BETWEEN = 18;

    private final Paper paper;
    private final Map<Integer, List<Integer>> byParent = new TreeMap<>();

    private Leaves(Paper paper) {
        this.paper = paper;
    }

    /** Those of a part. Of two that have but each other neither is one. */
    static Leaves of(Paper paper, Collection<Integer> part) {
        Leaves leaves = new Leaves(paper);
        for (int i : part) {
            int[] beside = paper.beside[i];
            if (beside.length == 1 && !paper.isBarOrPart(i) && (part.size() > 2 || paper.scene.isBar(beside[0]))) {
                leaves.byParent
                        .computeIfAbsent(beside[0], p -> new ArrayList<>())
                        .add(i);
            }
        }
        return leaves;
    }

    /** The same without the few: they stand with the others. */
    Leaves atLeast(int many) {
        Leaves fewer = new Leaves(paper);
        byParent.forEach((parent, its) -> {
            if (its.size() >= many) {
                fewer.byParent.put(parent, its);
            }
        });
        return fewer;
    }

    Collection<Integer> parents() {
        return byParent.keySet();
    }

    List<Integer> all() {
        return byParent.values().stream().flatMap(List::stream).toList();
    }

    List<Integer> of(int parent) {
        return byParent.getOrDefault(parent, List.of());
    }

    /** How wide those of a parent are in columns of that many; 1 means side by side. */
    double width(int parent, int rows) {
        List<Integer> its = of(parent);
        if (its.isEmpty()) {
            return 0;
        }
        if (rows == 1) {
            return its.stream().mapToDouble(i -> 2 * paper.half(i) + BETWEEN).sum();
        }
        return columns(its.size(), rows) * column(its);
    }

    static double height(int rows) {
        return rows == 1 ? DROP + 32 : COMB_DROP + rows * ROW;
    }

    private static int columns(int count, int rows) {
        return (count + rows - 1) / rows;
    }

    private double column(List<Integer> its) {
        return its.stream().mapToDouble(paper::labelWidth).max().orElse(0) + PictureLayout.TRUNK + 22;
    }

    /** Puts them below their parents, which have their places; bars become as wide as what hangs from them. */
    void place(int rows) {
        byParent.forEach((parent, its) -> {
            double left = paper.x[parent] - width(parent, rows) / 2;
            if (paper.scene.isBar(parent)) {
                paper.width[parent] = Math.max(paper.width[parent], width(parent, rows) - (rows == 1 ? BETWEEN : 0));
            }
            if (rows == 1) {
                sideBySide(parent, its, left);
            } else {
                inColumns(parent, its, left, rows);
            }
        });
    }

    private void sideBySide(int parent, List<Integer> its, double left) {
        double x = left;
        for (int leaf : its) {
            double room = 2 * paper.half(leaf) + BETWEEN;
            paper.x[leaf] = x + room / 2;
            paper.y[leaf] = paper.y[parent] + DROP;
            x += room;
        }
    }

    private void inColumns(int parent, List<Integer> its, double left, int rows) {
        int columns = columns(its.size(), rows);
        int deep = columns(its.size(), columns);
        double column = column(its);
        for (int i = 0; i < its.size(); i++) {
            int leaf = its.get(i);
            paper.x[leaf] = left + i / deep * column + PictureLayout.TRUNK + 8;
            paper.y[leaf] = paper.y[parent] + COMB_DROP + i % deep * ROW;
            paper.small[leaf] = true;
            paper.label[leaf] = PictureLayout.Label.RIGHT;
        }
        boolean[] hangs = new boolean[paper.things];
        its.forEach(leaf -> hangs[leaf] = true);
        for (int w = 0; w < paper.elbow.length; w++) {
            var wire = paper.scene.wires().get(w);
            paper.elbow[w] |= hangs[wire.a()] || hangs[wire.b()];
        }
    }

    /** How many of them have a parent. */
    int count() {
        return byParent.values().stream().mapToInt(List::size).sum();
    }

    /** Whether each thing is one of them, by number. */
    boolean[] marks() {
        boolean[] marks = new boolean[paper.things];
        Arrays.fill(marks, false);
        all().forEach(i -> marks[i] = true);
        return marks;
    }
}
