package org.overtap.report.picture.scene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.overtap.overlay.plan.OverlayPlan;

/**
 * A network of very many nodes, drawn in parts of one size: of neighbours, and named after the busiest of them. What
 * joins two parts is drawn as one.
 */
final class Overview {
    private static final int PARTS = 72;
    private static final int NAMES = 20;
    private static final int NONE = -1;

    private final Scene all;
    private final int[][] beside;
    private final int[] part;
    private final List<Integer> middles = new ArrayList<>();

    private Overview(Scene all) {
        this.all = all;
        this.beside = neighbours(all);
        this.part = new int[all.things()];
    }

    static Scene of(Scene all) {
        Overview overview = new Overview(all);
        overview.cut(overview.order());
        return overview.scene();
    }

    private static int[][] neighbours(Scene scene) {
        int[] degree = new int[scene.things()];
        scene.wires().forEach(w -> {
            degree[w.a()]++;
            degree[w.b()]++;
        });
        int[][] beside = new int[degree.length][];
        Arrays.setAll(beside, i -> new int[degree[i]]);
        scene.wires().forEach(w -> {
            beside[w.a()][--degree[w.a()]] = w.b();
            beside[w.b()][--degree[w.b()]] = w.a();
        });
        return beside;
    }

    /** Cuts that order into as many pieces of one size. */
    private void cut(int[] order) {
        int size = Math.max(1, (order.length + PARTS - 1) / PARTS);
        for (int i = 0; i < order.length; i++) {
            int at = i / size;
            part[order[i]] = at;
            if (at == middles.size()) {
                middles.add(order[i]);
            } else if (beside[order[i]].length > beside[middles.get(at)].length) {
                middles.set(at, order[i]);
            }
        }
    }

    /**
     * Everything, so that what stands together is near to each other: first a busiest thing, then after each what was
     * reached by way of it.
     */
    private int[] order() {
        int[][] after = reached();
        int[] order = new int[beside.length];
        int next = 0;
        Deque<Integer> todo = new ArrayDeque<>();
        for (int root : after[beside.length]) {
            todo.push(root);
            while (!todo.isEmpty()) {
                int thing = todo.pop();
                order[next++] = thing;
                for (int i = after[thing].length - 1; i >= 0; i--) {
                    todo.push(after[thing][i]);
                }
            }
        }
        return order;
    }

    /** By thing, what is reached first by way of it; in the end what nothing leads to. */
    private int[][] reached() {
        int n = beside.length;
        List<Integer> busiest = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingInt(i -> -beside[i].length))
                .toList();
        int[] by = new int[n];
        Arrays.fill(by, -1);
        int[] count = new int[n + 1];
        List<Integer> found = new ArrayList<>(n);
        for (int start : busiest) {
            if (by[start] < 0) {
                by[start] = n;
                count[n]++;
                found.add(start);
                for (int i = found.size() - 1; i < found.size(); i++) {
                    for (int other : beside[found.get(i)]) {
                        if (by[other] < 0) {
                            by[other] = found.get(i);
                            count[found.get(i)]++;
                            found.add(other);
                        }
                    }
                }
            }
        }
        int[][] after = new int[n + 1][];
        Arrays.setAll(after, i -> new int[count[i]]);
        Arrays.fill(count, 0);
        found.forEach(i -> after[by[i]][count[by[i]]++] = i);
        return after;
    }

    private Scene scene() {
        int[] stands = new int[middles.size()];
        int[] probing = new int[middles.size()];
        for (int i = 0; i < all.nodes().size(); i++) {
            stands[part[i]]++;
            probing[part[i]] += all.nodes().get(i).probing();
        }
        List<PictureNode> nodes = new ArrayList<>();
        for (int p = 0; p < middles.size(); p++) {
            nodes.add(new PictureNode(
                    name(middles.get(p)),
                    Optional.empty(),
                    NodeKind.CLUSTER,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    stands[p],
                    probing[p]));
        }
        List<PictureSegment> segments = new ArrayList<>();
        List<PictureWire> wires = new ArrayList<>();
        between().forEach((pair, its) -> {
            List<OverlayPlan.Uncovered> unseen = new ArrayList<>();
            its.forEach(s -> unseen.addAll(all.segments().get(s).unseen()));
            List<String> names =
                    its.stream().map(s -> all.segments().get(s).name()).toList();
            int a = (int) (pair >> 32);
            int b = (int) (long) pair;
            wires.add(new PictureWire(
                    segments.size(), a, b, PictureWire.Watch.NOBODY, PictureWire.Watch.NOBODY, !unseen.isEmpty()));
            segments.add(new PictureSegment(
                    its.size() == 1 ? names.get(0) : names.get(0) + " and " + (its.size() - 1) + " more",
                    its.size() == 1 ? all.segments().get(its.get(0)).kind() : its.size() + " segments",
                    "",
                    names.subList(0, Math.min(NAMES, names.size())),
                    List.of(a, b),
                    List.of(),
                    unseen.subList(0, Math.min(NAMES, unseen.size())),
                    NONE,
                    names));
        });
        return new Scene(
                nodes,
                segments,
                List.of(),
                wires,
                List.of(),
                all.unseen(),
                all.unseenCount(),
                Math.max(1, all.nodes().size()));
    }

    private String name(int thing) {
        return all.isBar(thing)
                ? all.barOf(thing).name()
                : all.nodes().get(thing).name();
    }

    /** By the two parts, the segments between them. */
    private Map<Long, List<Integer>> between() {
        Map<Long, List<Integer>> found = new TreeMap<>();
        for (PictureWire wire : all.wires()) {
            int a = Math.min(part[wire.a()], part[wire.b()]);
            int b = Math.max(part[wire.a()], part[wire.b()]);
            if (a != b) {
                List<Integer> its = found.computeIfAbsent((long) a << 32 | b, k -> new ArrayList<>());
                if (its.isEmpty() || its.get(its.size() - 1) != wire.segment()) {
                    its.add(wire.segment());
                }
            }
        }
        return found;
    }
}
