package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A broadcast domain of the experiment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Link.class, name = "link"),
    @JsonSubTypes.Type(value = Lan.class, name = "lan")
})
public sealed interface Segment permits Link, Lan {
    /** The testbed's name for it. */
    String name();

    Medium medium();

    /** Its members, in the testbed's order. */
    List<Member> members();

    /** The shapers on it: at most one on a link, at most one a member on a LAN. */
    List<Shaper> shapers();

    /** The switch that carries it, where one is known that may be programmed. */
    Optional<CarryingSwitch> carrier();

    /** The word for its kind in documents: {@code link} or {@code lan}. */
    @JsonIgnore
    default String kind() {
        return this instanceof Link ? "link" : "lan";
    }

    /** The members that converse, in the testbed's order: all but those that were added to listen. */
    default List<Member> talkers() {
        return members().stream().filter(member -> !member.onlyListens()).toList();
    }

    /**
     * Every unordered pair of {@link #talkers} on different nodes, in member order. Two interfaces of one node on one
     * segment do not converse: the node's own stack short-cuts them.
     */
    default List<Conversation> conversations() {
        List<Conversation> pairs = new ArrayList<>();
        List<Member> talkers = talkers();
        for (int i = 0; i < talkers.size(); i++) {
            for (int j = i + 1; j < talkers.size(); j++) {
                if (!talkers.get(i).node().equals(talkers.get(j).node())) {
                    pairs.add(new Conversation(
                            name(), talkers.get(i).endpoint(), talkers.get(j).endpoint()));
                }
            }
        }
        return pairs;
    }

    /** How many {@link #conversations} there are, without listing them. */
    default long conversationCount() {
        Map<String, Integer> ports = new HashMap<>();
        long pairs = 0;
        List<Member> talkers = talkers();
        for (int i = 0; i < talkers.size(); i++) {
            pairs += i - ports.merge(talkers.get(i).node(), 1, Integer::sum) + 1;
        }
        return pairs;
    }

    default Optional<Member> member(Endpoint endpoint) {
        return members().stream().filter(m -> m.endpoint().equals(endpoint)).findFirst();
    }

    /** The shaper through which that member reaches the segment, if there is one. */
    default Optional<Shaper> shaperOf(Endpoint member) {
        return shapers().stream()
                .filter(s -> this instanceof Link || s.member().equals(member))
                .findFirst();
    }
}
