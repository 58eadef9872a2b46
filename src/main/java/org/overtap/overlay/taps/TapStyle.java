package org.overtap.overlay.taps;

import java.util.ArrayList;
import java.util.List;
import org.overtap.overlay.cover.ProbeExplanations;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.topology.Lan;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * A tap style: what stands on a link that is tapped, and what on a LAN. A new one is one line in the table, and one in
 * the table of the testbed that can make it.
 */
public final class TapStyle {
    private static final List<TapStyle> ALL = List.of(
            new TapStyle("shaper", TapKind.SHAPER, TapKind.SHAPER),
            new TapStyle("member-shaper", TapKind.SHAPER, TapKind.MEMBER_SHAPER),
            new TapStyle("bridge", TapKind.BRIDGE, TapKind.SHAPER),
            new TapStyle("bridge-lan", TapKind.BRIDGE, TapKind.LISTENER),
            new TapStyle("lan", TapKind.LISTENER, TapKind.LISTENER));

    private final String name;
    private final TapKind onLinks;
    private final TapKind onLans;

    private TapStyle(String name, TapKind onLinks, TapKind onLans) {
        this.name = name;
        this.onLinks = onLinks;
        this.onLans = onLans;
    }

    /** The names of the styles that a plan can count on. */
    public static List<String> names() {
        return ALL.stream().map(style -> style.name).toList();
    }

    /**
     * The style of that name.
     *
     * @throws PlanException naming the known ones
     */
    public static TapStyle named(String name) {
        return ALL.stream()
                .filter(style -> style.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new PlanException("no overlay can be planned with tap style " + name
                        + "; possible are " + String.join(", ", names())));
    }

    TapKind on(Segment segment) {
        return segment instanceof Lan ? onLans : onLinks;
    }

    TapConstraints.LanTaps lanTaps() {
        return onLans.lanTaps();
    }

    TapConstraints.LinkTaps linkTaps() {
        return onLinks.linkTaps();
    }

    /**
     * The chosen taps, each with what it is made of and a name of at most so many characters for what the
     * testbed does not name by itself.
     */
    public List<PlannedTap> planned(Topology topology, List<TapSelection.Tap> chosen, int longestName) {
        TapNames names = new TapNames(topology, longestName);
        List<PlannedTap> planned = new ArrayList<>();
        for (TapSelection.Tap tap : chosen) {
            Segment segment = topology.segment(tap.segment()).orElseThrow();
            TapKind means = on(segment);
            planned.add(new PlannedTap(tap.segment(), tap.at(), means.word(), means.machineFor(segment, names)));
        }
        return planned;
    }

    /**
     * What the user should know of how his segments are tapped; nothing where that is as he asked and changes no name.
     */
    public List<String> notes(List<PlannedTap> planned) {
        List<String> notes = new ArrayList<>();
        planned.stream()
                .map(tap -> TapKind.named(tap.style()))
                .distinct()
                .flatMap(means -> means.warning(listed(planned, means)).stream())
                .forEach(notes::add);
        if (onLinks.ownMachine() && !onLans.ownMachine() && planned.stream().anyMatch(this::onLan)) {
            notes.add(listed(planned, onLans) + ": tapped with " + onLans.word() + "s, because a " + name
                    + " cannot stand in for a LAN's switch");
        }
        return notes;
    }

    private boolean onLan(PlannedTap tap) {
        return tap.style().equals(onLans.word());
    }

    private static String listed(List<PlannedTap> planned, TapKind means) {
        List<String> names = planned.stream()
                .filter(tap -> tap.style().equals(means.word()))
                .map(PlannedTap::segment)
                .toList();
        int more = names.size() - ProbeExplanations.MOST_NAMED;
        return String.join(", ", names.subList(0, Math.min(names.size(), ProbeExplanations.MOST_NAMED)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
