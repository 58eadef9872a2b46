package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The physical side of a node, as the testbed tells it.
 *
 * @param id the testbed's name for the machine ({@code pc101})
 * @param type hardware type ({@code pc3000}); empty if not told
 * @param os operating system's name on the testbed; empty if not told
 * @param control where it is reached on the control network, an address of either family or a host name, if known
 * @param load one-minute load average, if the testbed reports it
 * @param addresses further addresses that it has on the control network, of either family
 * @param isolated whether there is no control network, so that nothing sent from there reaches another node. Its
 *     control address is one of its own loopback interface then
 */
public record Machine(
        String id,
        String type,
        String os,
        Optional<String> control,
        Optional<Double> load,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IpAddress> addresses,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isolated) {
    public Machine {
        Preconditions.notBlank(id, "a machine needs an id");
        type = type == null ? "" : type;
        os = os == null ? "" : os;
        control = control == null ? Optional.empty() : control;
        load = load == null ? Optional.empty() : load;
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }

    /** A machine with one address on the control network at most. */
    public Machine(String id, String type, String os, Optional<String> control, Optional<Double> load) {
        this(id, type, os, control, load, List.of());
    }

    /** A machine on a control network. */
    public Machine(
            String id,
            String type,
            String os,
            Optional<String> control,
            Optional<Double> load,
            List<IpAddress> addresses) {
        this(id, type, os, control, load, addresses, false);
    }

    /**
     * A machine without a control network.
     *
     * @param own an address of its loopback interface, if that can be used
     * @param others further such, that its records may come from
     */
    public static Machine isolated(String id, Optional<String> own, List<IpAddress> others) {
        return new Machine(id, "", "", own, Optional.empty(), others, true);
    }

    /** Every address that it is known to have on the control network, that of {@link #control} first. */
    public List<IpAddress> controlAddresses() {
        return Stream.concat(control.flatMap(IpAddress::parse).stream(), addresses.stream())
                .distinct()
                .toList();
    }
}
