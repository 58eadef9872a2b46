package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param layer2 bytes of layer 2 that each packet of a record is counted with; records are brought to those of IP
 * @param unnumbered whether its records do not tell, or the collector does not keep, which of a node's interfaces they
 *     are of
 * @param packets whether each packet is a record
 * @param unfit by collector, why it must not be sent there although it is taken
 */
public record WireFormat(
        String name,
        int headerBytes,
        int recordBytes,
        int recordsPerPacket,
        List<String> families,
        Map<String, String> values,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int layer2,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unnumbered,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean packets,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unfit) {
    /** The name of a form of which a descriptor says nothing: earlier versions did not ask. */
    static final String UNTOLD = "";

    public WireFormat {
        families = List.copyOf(families);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        unfit = unfit == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(unfit));
    }

    /** What the templates are filled with besides, with values in the places that these may have themselves. */
    public Map<String, String> filled(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>();
        values.forEach((place, text) -> all.put(place, Template.fill(text, others)));
        return all;
    }

    /** One whose records tell all that is needed, of bytes of IP. */
    public WireFormat(
            String name,
            int headerBytes,
            int recordBytes,
            int recordsPerPacket,
            List<String> families,
            Map<String, String> values) {
        this(name, headerBytes, recordBytes, recordsPerPacket, families, values, 0, false, false, Map.of());
    }
}
