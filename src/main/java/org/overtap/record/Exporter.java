package org.overtap.record;

import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.topology.IpAddress;

/**
 * Who sent a record, as the record itself tells: together with the plan that names the point of observation.
 *
 * @param address the exporter's address
 * @param sourceId the number by which it tells its points of observation apart: the source id of NetFlow v9, the engine
 *     of v5
 * @param format the form in which the record came, by its name in descriptors; empty where the reader cannot tell
 */
public record Exporter(IpAddress address, OptionalInt sourceId, Optional<String> format) {
    /**
     * Whoever wrote files that do not say who did, as captures: the unspecified address. Where such a file lies tells.
     */
    public static final Exporter UNTOLD = new Exporter(IpAddress.of("0.0.0.0"), OptionalInt.empty());

    public Exporter {
        if (address == null) {
            throw new IllegalArgumentException("an exporter needs an address");
        }
        format = format == null ? Optional.empty() : format;
    }

    /** An exporter of which it is not known in which form it sends. */
    public Exporter(IpAddress address, OptionalInt sourceId) {
        this(address, sourceId, Optional.empty());
    }

    /** An exporter that numbers its points of observation. */
    public static Exporter of(IpAddress address, int sourceId) {
        return new Exporter(address, OptionalInt.of(sourceId));
    }

    /** The same, sending in that form. */
    public Exporter in(Optional<String> form) {
        return new Exporter(address, sourceId, form);
    }

    /** The same, in whichever form it sends: what the plan knows it by. */
    public Exporter inAnyFormat() {
        return format.isEmpty() ? this : in(Optional.empty());
    }

    @Override
    public String toString() {
        return address + (sourceId.isPresent() ? " source id " + sourceId.getAsInt() : "");
    }
}
