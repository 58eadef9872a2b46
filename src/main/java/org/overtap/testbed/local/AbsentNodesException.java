package org.overtap.testbed.local;

import java.util.List;
import org.overtap.testbed.TestbedException;

/** The machine could be asked, and some nodes that were asked for are not there, or none is. */
public final class AbsentNodesException extends TestbedException {
    private static final long serialVersionUID = 1L;

    private final transient List<Namespace> present;

    /**
     * Says which are missing.
     *
     * @param present those that are there
     */
    public AbsentNodesException(String message, List<Namespace> present) {
        super(message);
        this.present = List.copyOf(present);
    }

    List<Namespace> present() {
        return present;
    }
}
