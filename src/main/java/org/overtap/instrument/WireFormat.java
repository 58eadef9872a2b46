package org.overtap.instrument;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A form in which records travel.
 *
 * @param name v5, v9, ipfix, sflow, or whatever probe and collector both call it
 * @param headerBytes what stands before the records of one packet
 * @param recordBytes bytes of one record; 0 if that is not known
 * @param recordsPerPacket records in a full packet
 * @param families address families that it carries; empty: those of the instrument
 * @param values what the instrument's templates are filled with besides, where this form is used
 */
public record WireFormat(
        String name,
        int headerBytes,
        int recordBytes,
        int recordsPerPacket,
        List<String> families,
        Map<String, String> values) {
    /** The name of a form of which a descriptor says nothing: earlier versions did not ask. */
    static final String UNTOLD = "";

    public WireFormat {
        families = List.copyOf(families);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
