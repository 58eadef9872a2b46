package org.overtap.placement.taps;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.overtap.placement.CoverChecker;
import org.overtap.placement.CoverProblem;

/**
 * A cover problem some rows of which may be met by taps on extra nodes instead.
 *
 * <p>A port tap stands in for one slot of a row and takes two network interfaces of one extra node. Some rows can only
 * be tapped at all their ports at once. The objective is the least cost of chosen candidates with no more than a given
 * number of extra nodes: partial vertex cover, where rows are links.
 */
public final class TapProblem {
    /** What one inline tap takes: a port to either side. */
    public static final int PORT_NICS = 2;

    /** Stands for "cannot be tapped". */
    static final int NEVER = -1;

    private final CoverProblem cover;
    private final int nicsPerNode;
    private final int[] wholePorts;
    private final BitSet untappable;
    private final int sparePorts;

    /**
     * A problem of its own arrays.
     *
     * @param sparePorts how many port taps find room on machines that are there, once any extra node is allowed
     * @param wholePorts for each row how many port taps it takes if it is tapped at all; 0 where each port is tapped by
     *     itself
     * @param nicsPerNode network interfaces of one extra node that may carry the experiment's traffic, at least two
     * @param untappable rows that only candidates can meet
     */
    public TapProblem(CoverProblem cover, int nicsPerNode, int[] wholePorts, BitSet untappable, int sparePorts) {
        if (nicsPerNode < PORT_NICS) {
            throw new IllegalArgumentException(
                    "a tap takes two network interfaces, an extra node cannot have " + nicsPerNode);
        }
        if (wholePorts.length != cover.rows()) {
            throw new IllegalArgumentException("what taps take must be given for each of " + cover.rows() + " rows");
        }
        this.cover = cover;
        this.nicsPerNode = nicsPerNode;
        this.wholePorts = wholePorts.clone();
        this.untappable = (BitSet) untappable.clone();
        this.sparePorts = sparePorts;
    }

    /** Every row may be tapped, port by port. */
    public static TapProblem ports(CoverProblem cover, int nicsPerNode) {
        return new TapProblem(cover, nicsPerNode, new int[cover.rows()], new BitSet(), 0);
    }

    public CoverProblem cover() {
        return cover;
    }

    /** Network interfaces of one extra node. */
    public int nicsPerNode() {
        return nicsPerNode;
    }

    /** Whether taps may help to meet the row. */
    public boolean tappable(int row) {
        return !untappable.get(row);
    }

    /** How many ports are tapped to stand in for so many slots of the row. */
    int ports(int row, int taps) {
        return taps > 0 && wholePorts[row] > 0 ? wholePorts[row] : taps;
    }

    /** What one candidate that stands for all taps of the row takes, or 0 where each port is tapped by itself. */
    int nicsAtOnce(int row) {
        return PORT_NICS * wholePorts[row];
    }

    /** Whether single ports of the row may be tapped. */
    boolean singly(int row) {
        return tappable(row) && wholePorts[row] == 0;
    }

    /** The interfaces that stand in for so many slots of the row, or {@link #NEVER}. */
    int nics(int row, int taps) {
        if (taps == 0) {
            return 0;
        }
        if (untappable.get(row)) {
            return NEVER;
        }
        return PORT_NICS * ports(row, taps);
    }

    /** What taps may take on so many nodes and what is there. Without any, nothing is changed at all. */
    long capacity(long nodes) {
        long spare = nodes > 0 ? (long) sparePorts * PORT_NICS : 0;
        return spare + nodes * (nicsPerNode / PORT_NICS * PORT_NICS);
    }

    /** How many port taps find room on machines that are there. */
    int sparePorts() {
        return sparePorts;
    }

    /** The candidates of each slot of a row. */
    int[][] slots(int row) {
        int[][] slots = new int[cover.slotTo(row) - cover.slotFrom(row)][];
        for (int i = 0; i < slots.length; i++) {
            int slot = cover.slotFrom(row) + i;
            slots[i] = IntStream.range(cover.memberFrom(slot), cover.memberTo(slot))
                    .map(cover::member)
                    .toArray();
        }
        return slots;
    }

    /** How many slots of each row the choice leaves to taps. */
    int[] missing(BitSet chosen) {
        int[] missing = new int[cover.rows()];
        for (int row = 0; row < missing.length; row++) {
            missing[row] =
                    cover.need(row) == 0 ? 0 : Math.max(0, cover.need(row) - CoverChecker.hits(cover, row, chosen));
        }
        return missing;
    }

    /** The interfaces that taps for all of these take, or {@link #NEVER} where a row cannot be tapped. */
    long nics(int[] missing) {
        long nics = 0;
        for (int row = 0; row < missing.length; row++) {
            int here = nics(row, missing[row]);
            if (here == NEVER) {
                return NEVER;
            }
            nics += here;
        }
        return nics;
    }
}
