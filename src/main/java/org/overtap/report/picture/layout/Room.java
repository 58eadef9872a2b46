package org.overtap.report.picture.layout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Moves boxes apart until none lies on another. */
final class Room {
    private static final int ROUNDS = 400;

    private Room() {}

    /**
     * Moves the points.
     *
     * @param boxes by point how far its box reaches to either side, up, and down
     */
    static void make(double[] x, double[] y, List<double[]> boxes) {
        Integer[] order = new Integer[x.length];
        Arrays.setAll(order, i -> i);
        boolean moved = true;
        for (int round = 0; moved && round < ROUNDS; round++) {
            moved = false;
            Arrays.sort(order, Comparator.comparingDouble((Integer i) -> x[i] - boxes.get(i)[0]));
            for (int n = 0; n < order.length; n++) {
                int a = order[n];
                for (int m = n + 1; m < order.length; m++) {
                    int b = order[m];
                    if (x[b] - boxes.get(b)[0] >= x[a] + boxes.get(a)[0]) {
                        break;
                    }
                    moved |= apart(x, y, a, b, boxes.get(a), boxes.get(b));
                }
            }
        }
    }

    private static boolean apart(double[] x, double[] y, int a, int b, double[] boxA, double[] boxB) {
        double acrossX = boxA[0] + boxB[0] - Math.abs(x[a] - x[b]);
        double down = y[a] + boxA[2] - (y[b] - boxB[1]);
        double up = y[b] + boxB[2] - (y[a] - boxA[1]);
        double acrossY = Math.min(down, up);
        if (acrossX <= 0.01 || acrossY <= 0.01) {
            return false;
        }
        if (acrossX < acrossY) {
            double way = x[a] < x[b] || x[a] == x[b] && a < b ? 1 : -1;
            x[a] -= way * acrossX / 2;
            x[b] += way * acrossX / 2;
        } else {
            double way = down <= up ? 1 : -1;
            y[a] -= way * acrossY / 2;
            y[b] += way * acrossY / 2;
        }
        return true;
    }
}
