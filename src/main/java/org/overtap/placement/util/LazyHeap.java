package org.overtap.placement.util;

/**
 * A heap of candidates by falling key, ties by lower number, whose keys may only fall. A key that fell is noticed when
 * its candidate reaches the top: {@link #pop} then puts it back with the key it has now.
 */
public final class LazyHeap implements PickOrder {
    /** The key of a candidate now; never more than it was before. */
    public interface Key {
        double of(int candidate);
    }

    private final Key key;
    private final int[] heap;
    private final double[] stored;
    private int size;

    public LazyHeap(int candidates, Key key) {
        this.key = key;
        heap = new int[candidates];
        stored = new double[candidates];
        for (int v = 0; v < candidates; v++) {
            stored[v] = key.of(v);
            heap[size++] = v;
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    @Override
    public int pop() {
        while (size > 0) {
            int top = heap[0];
            double now = key.of(top);
            if (now >= stored[top] && now > 0) {
                heap[0] = heap[--size];
                sink(0);
                return top;
            }
            stored[top] = now;
            if (now <= 0) {
                heap[0] = heap[--size];
            }
            sink(0);
        }
        return -1;
    }

    private void sink(int from) {
        int i = from;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[i])) {
                return;
            }
            int moved = heap[i];
            heap[i] = heap[child];
            heap[child] = moved;
            i = child;
        }
    }

    private boolean before(int a, int b) {
        return stored[a] > stored[b] || stored[a] == stored[b] && a < b;
    }
}
