package org.overtap.placement.taps;

import java.util.Arrays;

/**
 * Least costs by how much may be spent: entry i is the cost with at most i units, never rising, the last entry
 * standing for all that follow. {@link #NEVER} where there is no way.
 */
final class CostCurve {
    /** More than any cost; two of them still fit an int. */
    static final int NEVER = 1 << 29;

    private CostCurve() {}

    /** That cost once so many units are spent. */
    static int[] step(int units, int cost) {
        int[] curve = new int[units + 1];
        Arrays.fill(curve, NEVER);
        curve[units] = cost;
        return curve;
    }

    static int at(int[] curve, int units) {
        return curve[Math.min(units, curve.length - 1)];
    }

    /** The cheaper of two ways, unit by unit. */
    static int[] min(int[] a, int[] b) {
        int[] least = new int[Math.max(a.length, b.length)];
        for (int i = 0; i < least.length; i++) {
            least[i] = Math.min(at(a, i), at(b, i));
        }
        return trim(least);
    }

    /** Both at once, the units shared in the best way. Time the product of the lengths. */
    static int[] plus(int[] a, int[] b) {
        if (a.length == 1 || b.length == 1) {
            return shift(a.length == 1 ? b : a, a.length == 1 ? a[0] : b[0]);
        }
        int[] sum = new int[a.length + b.length - 1];
        Arrays.fill(sum, NEVER);
        for (int i = 0; i < a.length; i++) {
            if (a[i] >= NEVER || i > 0 && a[i] == a[i - 1]) {
                continue;
            }
            for (int j = 0; j < b.length; j++) {
                sum[i + j] = Math.min(sum[i + j], a[i] + b[j]);
            }
        }
        for (int i = 1; i < sum.length; i++) {
            sum[i] = Math.min(sum[i], sum[i - 1]);
        }
        return trim(sum);
    }

    /** How many of the units go to {@code b} in the sum of both. */
    static int share(int[] a, int[] b, int units) {
        int best = 0;
        for (int j = 1; j < b.length && j <= units; j++) {
            if (at(a, units - j) + b[j] < at(a, units - best) + b[best]) {
                best = j;
            }
        }
        return best;
    }

    private static int[] shift(int[] curve, int cost) {
        int[] shifted = curve.clone();
        for (int i = 0; i < shifted.length && cost > 0; i++) {
            shifted[i] = Math.min(NEVER, shifted[i] + cost);
        }
        return shifted;
    }

    private static int[] trim(int[] curve) {
        int end = curve.length;
        while (end > 1 && curve[end - 1] == curve[end - 2]) {
            end--;
        }
        return end == curve.length ? curve : Arrays.copyOf(curve, end);
    }
}
