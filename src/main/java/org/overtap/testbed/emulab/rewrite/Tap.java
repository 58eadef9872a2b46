package org.overtap.testbed.emulab.rewrite;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** A way to see a segment's traffic that the testbed provides. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "style")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ShaperTap.class, name = "shaper"),
    @JsonSubTypes.Type(value = MemberShaperTap.class, name = "member-shaper"),
    @JsonSubTypes.Type(value = BridgeTap.class, name = "bridge"),
    @JsonSubTypes.Type(value = LanTap.class, name = "lan")
})
public sealed interface Tap permits ShaperTap, MemberShaperTap, BridgeTap, LanTap {
    /** The link or LAN, by the testbed's name for it. */
    String segment();

    /** What can be tapped only once. */
    @JsonIgnore
    default String target() {
        return segment();
    }

    /** What the testbed would refuse about it, one line each. */
    @JsonIgnore
    default List<String> problems() {
        return List.of();
    }

    /** Why it cannot be on a segment of that kind ({@code link} or {@code lan}), if it cannot. */
    default Optional<String> refusalOn(String kind) {
        return Optional.empty();
    }

    /** Names of nodes that it adds. */
    @JsonIgnore
    List<String> addedNodes();

    /** Names of links and LANs that it adds. */
    @JsonIgnore
    default List<String> addedSegments() {
        return List.of();
    }

    /** Whether links or LANs come or go, so that addresses must be frozen before. */
    @JsonIgnore
    default boolean replacesSegment() {
        return false;
    }

    /** The templates that its command needs, in order. */
    @JsonIgnore
    List<String> templates();

    /** The template's procedure and its arguments after the simulator. */
    @JsonIgnore
    List<String> command();
}
