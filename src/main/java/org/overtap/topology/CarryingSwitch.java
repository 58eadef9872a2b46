package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The switch that carries a segment, where it is one that may be programmed.
 *
 * @param node the switch, a node of role SWITCH
 * @param iface what the segment is on it: a bridge, a VLAN
 * @param means how it can be made to show the segment; empty if it cannot
 * @param exporter the instrument that makes it export, where its testbed knows one
 * @param mirror the instrument that makes it mirror to a port where a probe listens, likewise
 */
public record CarryingSwitch(
        String node,
        @JsonProperty("interface") String iface,
        List<Means> means,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> exporter,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> mirror) {
    public CarryingSwitch {
        Preconditions.notBlank(node, "a carrying switch needs a node");
        Preconditions.notBlank(iface, "switch " + node + " needs an interface for the segment that it carries");
        means = means == null ? List.of() : means.stream().distinct().sorted().toList();
        exporter = exporter == null ? Optional.empty() : exporter;
        mirror = mirror == null ? Optional.empty() : mirror;
    }

    /** A switch of which nobody knows how it is set up. */
    public CarryingSwitch(String node, String iface, List<Means> means) {
        this(node, iface, means, Optional.empty(), Optional.empty());
    }

    /** The same where it is made to show the segment in that way only. */
    public CarryingSwitch by(Means only) {
        return new CarryingSwitch(node, iface, means.contains(only) ? List.of(only) : List.of(), exporter, mirror);
    }

    /** Where a probe on the switch stands. */
    @JsonIgnore
    public Endpoint endpoint() {
        return new Endpoint(node, iface);
    }

    /** Whether it can be made to show the segment. */
    @JsonIgnore
    public boolean shows() {
        return !means.isEmpty();
    }

    /** How a switch can be made to show all that it carries on a segment. */
    public enum Means {
        /** It meters the segment itself and exports flow records. */
        @JsonProperty("export")
        EXPORT("switch-export"),
        /** It copies every frame of the segment to a port of its own where a probe listens. */
        @JsonProperty("mirror")
        MIRROR("switch-mirror");

        private final String word;

        Means(String word) {
            this.word = word;
        }

        /** The word for it in plans, in place of an instrument that can set it up, as long as none is known. */
        public String word() {
            return word;
        }
    }
}
