package org.overtap.record.dataset.parquet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Memory for rows by column, in blocks that are used again: large arrays that come and go would cost more than rows. */
final class RowBlocks {
    private static final int FEWEST = 16;

    /** By how often a block was doubled. */
    private final List<Deque<Block>> free = new ArrayList<>();

    private long used;
    private long kept;

    /**
     * Room for some rows.
     *
     * @param room for how many
     * @param texts the numbers of texts, by column
     * @param numbers numbers, by column
     */
    record Block(int room, int[][] texts, long[][] numbers) {
        private long memory() {
            return (long) room * StagedRows.ROW_BYTES;
        }
    }

    /** A block for a few rows. */
    Block smallest() {
        return take(0);
    }

    /** A block of twice the size with the same rows. */
    Block larger(Block full) {
        Block block = take(doublings(full) + 1);
        for (int i = 0; i < full.texts.length; i++) {
            System.arraycopy(full.texts[i], 0, block.texts[i], 0, full.room);
        }
        for (int i = 0; i < full.numbers.length; i++) {
            System.arraycopy(full.numbers[i], 0, block.numbers[i], 0, full.room);
        }
        give(full);
        return block;
    }

    private static int doublings(Block block) {
        return Integer.numberOfTrailingZeros(block.room / FEWEST);
    }

    private Block take(int doublings) {
        while (free.size() <= doublings) {
            free.add(new ArrayDeque<>());
        }
        Block block = free.get(doublings).poll();
        if (block == null) {
            int room = FEWEST << doublings;
            block = new Block(room, new int[FlowSchema.TEXTS.size()][room], new long[FlowSchema.NUMBERS.size()][room]);
        } else {
            kept -= block.memory();
        }
        used += block.memory();
        return block;
    }

    /** Takes a block back. */
    void give(Block block) {
        used -= block.memory();
        kept += block.memory();
        free.get(doublings(block)).push(block);
    }

    /** The bytes of blocks in use. */
    long used() {
        return used;
    }

    /** The bytes of all blocks, in use or not. */
    long all() {
        return used + kept;
    }

    /** Forgets blocks that are not in use, the smallest first, until all are at most so many bytes. */
    void shrink(long most) {
        for (Deque<Block> blocks : free) {
            while (all() > most && !blocks.isEmpty()) {
                kept -= blocks.pop().memory();
            }
        }
    }
}
