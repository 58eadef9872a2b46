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
 * A network of very many nodes, drawn in parts: around each of its busiest nodes, as far as they are from each other,
 * those that are nearer to it than to another. What joins two parts is drawn as one.
 */
final class Overview {
    private static final int PARTS = 90;
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
        Arrays.fill(part, NONE);
    }

    static Scene of(Scene all) {
        Overview overview = new Overview(all);
        overview.chooseMiddles();
        overview.grow();
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

    /** The busiest things, no two of them beside each other. */
    private void chooseMiddles() {
        List<Integer> busiest = IntStream.range(0, beside.length)
                .boxed()
                .filter(i -> beside[i].length > 0)
                .sorted(Comparator.comparingInt(i -> -beside[i].length))
                .toList();
        boolean[] taken = new boolean[beside.length];
        for (int i = 0; i < busiest.size() && middles.size() < PARTS; i++) {
            int thing = busiest.get(i);
            if (!taken[thing]) {
                part[thing] = middles.size();
                middles.add(thing);
                taken[thing] = true;
                for (int next : beside[thing]) {
                    taken[next] = true;
                }
            }
        }
    }

    /** All parts take what is beside them, one step each in turn; what none reaches is one more part. */
    private void grow() {
        Deque<Integer> reached = new ArrayDeque<>(middles);
        while (!reached.isEmpty()) {
            int thing = reached.poll();
            for (int next : beside[thing]) {
                if (part[next] == NONE) {
                    part[next] = part[thing];
                    reached.add(next);
                }
            }
        }
        int rest = NONE;
        for (int i = 0; i < part.length; i++) {
            if (part[i] == NONE) {
                rest = rest == NONE ? addRest(i) : rest;
                part[i] = rest;
            }
        }
    }

    private int addRest(int first) {
        middles.add(first);
        return middles.size() - 1;
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
