package org.overtap.overlay.choice;

import java.util.Optional;
import org.overtap.instrument.Instrument;

/** What is known of the places where instruments would run. */
@FunctionalInterface
public interface InstrumentGround {
    /** Nothing is known of them. */
    InstrumentGround UNKNOWN = (node, instrument) -> Optional.empty();

    /** What speaks against an instrument on that node, a clause; nothing if it can run there or nobody knows. */
    Optional<String> against(String node, Instrument instrument);

    /** What this or the other says. */
    default InstrumentGround and(InstrumentGround other) {
        return (node, instrument) -> against(node, instrument).or(() -> other.against(node, instrument));
    }
}
