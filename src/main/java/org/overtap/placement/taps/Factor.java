package org.overtap.placement.taps;

import java.util.Arrays;

/**
 * A table: for each assignment of a few variables what they cost together, by how much is spent on taps.
 *
 * @param scope the variables, ascending
 * @param sizes how many values each of them has
 * @param curves one {@link CostCurve} for each assignment, the first variable running fastest
 * @param bucket the number of the elimination that made it, or -1
 */
record Factor(int[] scope, int[] sizes, int[][] curves, int bucket) {

    static Factor empty(int[] scope, int[] domains, int bucket) {
        int[] sizes = Arrays.stream(scope).map(v -> domains[v]).toArray();
        return new Factor(scope, sizes, new int[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)][], bucket);
    }

    /** The curve for the values that the scope's variables have there. */
    int[] at(int[] values) {
        int index = 0;
        for (int i = scope.length - 1; i >= 0; i--) {
            index = index * sizes[i] + values[scope[i]];
        }
        return curves[index];
    }

    /** Sets the scope's variables to the values of that assignment. */
    void assign(int index, int[] values) {
        int rest = index;
        for (int i = 0; i < scope.length; i++) {
            values[scope[i]] = rest % sizes[i];
            rest /= sizes[i];
        }
    }
}
