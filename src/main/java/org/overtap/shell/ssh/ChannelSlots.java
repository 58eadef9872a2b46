package org.overtap.shell.ssh;

/**
 * How many commands may run at once over one session. Servers have their own limit ({@code MaxSessions}, 10 where
 * nobody changed it) and tell it only by refusing: then no more are run at once than were running. Thread-safe.
 */
final class ChannelSlots {
    private int limit;
    private int used;

    ChannelSlots(int limit) {
        this.limit = limit;
    }

    /** Waits for a slot and takes it; an interrupt is left for what follows. */
    synchronized void take() {
        boolean interrupted = false;
        while (used >= limit) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        used++;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void giveBack() {
        used--;
        notifyAll();
    }

    /** The holder of a slot was refused by the server. Whether that may be because of others that run. */
    synchronized boolean refused() {
        limit = Math.max(1, used - 1);
        return used > 1;
    }
}
