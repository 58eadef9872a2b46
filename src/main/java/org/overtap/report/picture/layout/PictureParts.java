package org.overtap.report.picture.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.overtap.report.picture.scene.NodeKind;

/** Parts that nothing joins stand beside each other on shelves, what is alone below them. */
final class PictureParts {
    private static final double GAP = 60;
    private static final double ASPECT = 1.7;
    private static final double CELL_HEIGHT = 70;

    private PictureParts() {}

    static void place(Paper paper) {
        List<List<Integer>> joined = new ArrayList<>();
        List<Integer> alone = new ArrayList<>();
        boolean[] seen = new boolean[paper.things];
        for (int i = 0; i < paper.things; i++) {
            if (!seen[i]) {
                List<Integer> part = reach(paper, i, seen);
                if (part.size() > 1) {
                    joined.add(part);
                } else {
                    alone.addAll(part);
                }
            }
        }
        joined.forEach(part -> Tiers.place(paper, part));
        double bottom = shelve(paper, joined);
        double width = joined.isEmpty() ? 0 : paper.bounds(flat(joined))[2];
        List<Integer> collectors = alone.stream()
                .filter(i -> !paper.scene.isBar(i) && paper.scene.nodes().get(i).kind() == NodeKind.COLLECTOR)
                .toList();
        alone.removeAll(collectors);
        bottom = grid(paper, alone, bottom, width);
        grid(paper, collectors, bottom, width);
    }

    private static List<Integer> flat(List<List<Integer>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static List<Integer> reach(Paper paper, int start, boolean[] seen) {
        List<Integer> part = new ArrayList<>();
        Deque<Integer> todo = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!todo.isEmpty()) {
            int next = todo.poll();
            part.add(next);
            for (int other : paper.beside[next]) {
                if (!seen[other]) {
                    seen[other] = true;
                    todo.add(other);
                }
            }
        }
        part.sort(null);
        return part;
    }

    /** Largest first, from left to right, on shelves below each other; tells where the last one ends. */
    private static double shelve(Paper paper, List<List<Integer>> parts) {
        double area = 0;
        double widest = 0;
        for (List<Integer> part : parts) {
            double[] b = paper.bounds(part);
            area += (b[2] - b[0] + GAP) * (b[3] - b[1] + GAP);
            widest = Math.max(widest, b[2] - b[0]);
        }
        double shelf = Math.max(widest, Math.sqrt(area * ASPECT));
        List<List<Integer>> order = new ArrayList<>(parts);
        order.sort(Comparator.comparingDouble(part -> -height(paper, part)));
        double left = 0;
        double top = 0;
        double bottom = 0;
        for (List<Integer> part : order) {
            double[] b = paper.bounds(part);
            if (left > 0 && left + b[2] - b[0] > shelf) {
                left = 0;
                top = bottom + GAP;
            }
            paper.move(part, left - b[0], top - b[1]);
            left += b[2] - b[0] + GAP;
            bottom = Math.max(bottom, top + b[3] - b[1]);
        }
        return bottom;
    }

    private static double height(Paper paper, List<Integer> part) {
        double[] b = paper.bounds(part);
        return b[3] - b[1];
    }

    private static double grid(Paper paper, List<Integer> alone, double top, double width) {
        if (alone.isEmpty()) {
            return top;
        }
        double cell = 2 * alone.stream().mapToDouble(paper::half).max().orElse(0) + 24;
        double wish = Math.max(width, Math.sqrt(alone.size() * cell * CELL_HEIGHT * ASPECT));
        int columns = Math.max(1, Math.min(alone.size(), (int) (wish / cell)));
        double left = Math.max(0, (width - columns * cell) / 2);
        double first = top + (top > 0 ? GAP : 0) + CELL_HEIGHT / 2;
        for (int i = 0; i < alone.size(); i++) {
            paper.x[alone.get(i)] = left + (i % columns + 0.5) * cell;
            paper.y[alone.get(i)] = first + i / columns * CELL_HEIGHT;
        }
        return first + (alone.size() - 1) / columns * CELL_HEIGHT + CELL_HEIGHT / 2;
    }
}
