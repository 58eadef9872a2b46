package org.overtap.lab.net;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedShaping;

/** What a script asks for and this computer cannot do. */
final class UnsupportedFeatures {
    private static final Set<String> ROUTING = Set.of("", "none", "static", "static-ddijk", "manual");

    private final Blueprint blueprint;
    private final boolean netem;

    UnsupportedFeatures(Blueprint blueprint, boolean netem) {
        this.blueprint = blueprint;
        this.netem = netem;
    }

    List<String> sentences() {
        Set<String> said = new TreeSet<>();
        if (!netem) {
            delayedOnEnds()
                    .forEach(lan -> said.add("delay is not emulated on " + lan
                            + ": this kernel has no netem, and its end nodes shape it themselves"));
        }
        blueprint.network().nodes().stream()
                .filter(node -> !ROUTING.contains(node.routing()))
                .forEach(node -> said.add("node " + node.name() + " runs no " + node.routing() + " routing"));
        blueprint.network().lans().stream()
                .filter(lan ->
                        lan.members().stream().anyMatch(member -> member.trace().wanted()))
                .forEach(lan -> said.add("packets on " + lan.name() + " are not captured, though it is traced"));
        return List.copyOf(said);
    }

    private Stream<String> delayedOnEnds() {
        return blueprint.endDelays().stream()
                .filter(delay -> slow(delay.delay().out()))
                .map(delay -> delay.delay().lan());
    }

    private static boolean slow(MappedShaping shaping) {
        return shaping.delayMs() > 0;
    }
}
