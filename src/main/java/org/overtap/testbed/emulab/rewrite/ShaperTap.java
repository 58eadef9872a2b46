package org.overtap.testbed.emulab.rewrite;

import java.util.List;

/** A shaper on a link, or on each member of a LAN, whatever their bandwidth. Nothing else changes. */
public record ShaperTap(String segment) implements Tap {
    @Override
    public List<String> addedNodes() {
        return List.of();
    }

    @Override
    public List<String> templates() {
        return List.of("shaper");
    }

    @Override
    public List<String> command() {
        return List.of("shaper", segment);
    }
}
