package org.overtap.report.picture.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A joined part in which distances on paper follow those in the network. */
final class Mesh {
    private static final double STEP = 118;
    private static final int ROUNDS = 30;
    private static final int ROUNDS_OF_LARGE = 15;
    private static final int LARGE = 800;
    private static final int MANY_LEAVES = 5;
    private static final int COLUMN = 8;
    private static final double FINE = 0.1;
    private static final double FAN = 3.2;
    private static final double MOST_FAN = 420;

    private final Paper paper;
    private final Leaves hanging;
    private final int[] body;
    private final double[] x;
    private final double[] y;

    private Mesh(Paper paper, Leaves hanging, int[] body) {
        this.paper = paper;
        this.hanging = hanging;
        this.body = body;
        this.x = new double[body.length];
        this.y = new double[body.length];
    }

    static void place(Paper paper, List<Integer> part, Leaves leaves) {
        Leaves hanging = leaves.atLeast(MANY_LEAVES);
        boolean[] hangs = hanging.marks();
        int[] body = part.stream().filter(i -> !hangs[i]).mapToInt(i -> i).toArray();
        Mesh mesh = new Mesh(paper, hanging, body);
        mesh.relax();
        mesh.layFlat();
        mesh.makeRoom();
        for (int i = 0; i < body.length; i++) {
            paper.x[body[i]] = mesh.x[i];
            paper.y[body[i]] = mesh.y[i];
        }
        hanging.place(COLUMN);
    }

    private short[][] distances() {
        int[] index = new int[paper.things];
        Arrays.fill(index, -1);
        for (int i = 0; i < body.length; i++) {
            index[body[i]] = i;
        }
        short[][] far = new short[body.length][body.length];
        int[] queue = new int[body.length];
        for (int start = 0; start < body.length; start++) {
            Arrays.fill(far[start], Short.MAX_VALUE);
            far[start][start] = 0;
            queue[0] = start;
            int end = 1;
            for (int next = 0; next < end; next++) {
                for (int other : paper.beside[body[queue[next]]]) {
                    int o = index[other];
                    if (o >= 0 && far[start][o] == Short.MAX_VALUE) {
                        far[start][o] = (short) (far[start][queue[next]] + 1);
                        queue[end++] = o;
                    }
                }
            }
        }
        return far;
    }

    /** Stochastic descent on the stress: pairs in turn, each moved towards the distance it should have. */
    private void relax() {
        short[][] far = distances();
        SplittableRandom random = new SplittableRandom(body.length);
        double start = STEP * Math.sqrt(body.length);
        for (int i = 0; i < body.length; i++) {
            x[i] = random.nextDouble() * start;
            y[i] = random.nextDouble() * start;
        }
        int[] pairs = pairs();
        int longest = 1;
        for (int pair : pairs) {
            longest = Math.max(longest, far[pair / body.length][pair % body.length]);
        }
        int rounds = body.length > LARGE ? ROUNDS_OF_LARGE : ROUNDS;
        double first = (double) longest * longest;
        double decay = Math.log(first / FINE) / Math.max(1, rounds - 1);
        for (int round = 0; round < rounds; round++) {
            double rate = first * Math.exp(-decay * round);
            shuffle(pairs, random);
            for (int pair : pairs) {
                pull(pair / body.length, pair % body.length, far, rate);
            }
        }
    }

    private int[] pairs() {
        int[] pairs = new int[body.length * (body.length - 1) / 2];
        int n = 0;
        for (int i = 0; i < body.length; i++) {
            for (int j = i + 1; j < body.length; j++) {
                pairs[n++] = i * body.length + j;
            }
        }
        return pairs;
    }

    private static void shuffle(int[] all, SplittableRandom random) {
        for (int i = all.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = all[i];
            all[i] = all[j];
            all[j] = kept;
        }
    }

    private void pull(int i, int j, short[][] far, double rate) {
        double wish = far[i][j] * STEP + (far[i][j] == 1 ? extra(i) + extra(j) + fan(i, j) : 0);
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        double is = Math.max(1e-6, Math.sqrt(dx * dx + dy * dy));
        double share = Math.min(1, rate / (far[i][j] * far[i][j])) * (is - wish) / 2 / is;
        x[i] -= share * dx;
        y[i] -= share * dy;
        x[j] += share * dx;
        y[j] += share * dy;
    }

    /** Many wires between two want room beside each other, and so length. */
    private double fan(int i, int j) {
        return Math.min(MOST_FAN, FAN * (paper.wires(body[i], body[j]) - 1));
    }

    /** How much farther from its neighbours a thing must be for what hangs from it. */
    private double extra(int i) {
        double wide = hanging.width(body[i], COLUMN);
        return wide == 0 ? 0 : Math.max(wide / 2, Leaves.height(COLUMN) / 2) * 0.7;
    }

    /** Turns it so that it is wider than high, and always the same way round. */
    private void layFlat() {
        double mx = Arrays.stream(x).average().orElse(0);
        double my = Arrays.stream(y).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - mx) * (x[i] - mx);
            xy += (x[i] - mx) * (y[i] - my);
            yy += (y[i] - my) * (y[i] - my);
        }
        double angle = 0.5 * Math.atan2(2 * xy, xx - yy);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int i = 0; i < x.length; i++) {
            double right = (x[i] - mx) * cos + (y[i] - my) * sin;
            y[i] = -(x[i] - mx) * sin + (y[i] - my) * cos;
            x[i] = right;
        }
        if (x.length > 1 && x[0] > x[x.length - 1]) {
            for (int i = 0; i < x.length; i++) {
                x[i] = -x[i];
                y[i] = -y[i];
            }
        }
    }

    private void makeRoom() {
        List<double[]> boxes = new ArrayList<>();
        for (int thing : body) {
            double wide = hanging.width(thing, COLUMN);
            double half = Math.max(paper.half(thing), wide / 2) + 9;
            double below = wide == 0 ? paper.below(thing) : Leaves.height(COLUMN);
            boxes.add(new double[] {half, paper.above(thing) + 6, below + 6});
        }
        Room.make(x, y, boxes);
    }
}
