package org.overtap.topology;

import java.util.Optional;

/**
 * The physical side of a node, as the testbed tells it.
 *
 * @param id the testbed's name for the machine ({@code pc101})
 * @param type hardware type ({@code pc3000}); empty if not told
 * @param os operating system's name on the testbed; empty if not told
 * @param control address on the control network, if known
 * @param load one-minute load average, if the testbed reports it
 */
public record Machine(String id, String type, String os, Optional<String> control, Optional<Double> load) {
    public Machine {
        Checks.notBlank(id, "a machine needs an id");
        type = type == null ? "" : type;
        os = os == null ? "" : os;
        control = control == null ? Optional.empty() : control;
        load = load == null ? Optional.empty() : load;
    }
}
