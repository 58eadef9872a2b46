package org.overtap.record;

import java.util.OptionalInt;
import org.overtap.topology.IpAddress;

/**
 * Who sent a record, as the record itself tells: together with the plan that names the point of observation.
 *
 * @param address the exporter's address
 * @param sourceId the number by which it tells its points of observation apart: the source id of NetFlow v9, the engine
 *     of v5
 */
public record Exporter(IpAddress address, OptionalInt sourceId) {
    public Exporter {
        if (address == null) {
            throw new IllegalArgumentException("an exporter needs an address");
        }
    }

    /** An exporter that numbers its points of observation. */
    public static Exporter of(IpAddress address, int sourceId) {
        return new Exporter(address, OptionalInt.of(sourceId));
    }

    @Override
    public String toString() {
        return address + (sourceId.isPresent() ? " source id " + sourceId.getAsInt() : "");
    }
}
