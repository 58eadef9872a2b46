package org.overtap.cli.live;

import java.util.function.Function;
import org.overtap.cli.option.ProgressLines;
import org.overtap.lifecycle.LifecycleListener;
import org.overtap.lifecycle.OverlayLifecycle;

/**
 * An overlay that is looked at again and again. After a look that failed the experiment is reached anew: what was open
 * may be what failed.
 */
public final class OverlayWatch implements AutoCloseable {
    private final Function<LifecycleListener, OverlayLifecycle> opening;
    private final LifecycleListener listener;
    private OverlayLifecycle open;

    /** @param opening how the overlay is reached; who listens hears each sentence once */
    public OverlayWatch(Function<LifecycleListener, OverlayLifecycle> opening, ProgressLines progress) {
        this.opening = opening;
        this.listener = new SaidOnce(progress);
    }

    /** A look at it. */
    public interface Look<T> {
        T at(OverlayLifecycle overlay) throws Exception;
    }

    /**
     * Looks, while nobody changes what is deployed.
     *
     * @param command the command's name, which others are told
     */
    public <T> T look(String command, Look<T> look) throws Exception {
        return glance(overlay -> overlay.shared(command, () -> look.at(overlay)));
    }

    /** Looks, whatever others do meanwhile. */
    public synchronized <T> T glance(Look<T> look) throws Exception {
        if (open == null) {
            open = opening.apply(listener);
        }
        try {
            return look.at(open);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Ends every session. */
    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
