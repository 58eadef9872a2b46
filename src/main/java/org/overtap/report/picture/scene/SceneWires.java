package org.overtap.report.picture.scene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Lan;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.file.JsonDocument;

/** Strings each segment up: a link from end to end through what stands on it, a LAN from each member to its bar. */
final class SceneWires {
    /** A plan's place for a probe. */
    record Place(String node, String iface, String segment) {}

    /** What stands on the way, with the interfaces towards either side; empty where nobody knows them. */
    private record Stop(int number, String node, String towards, String onwards) {}

    private final Map<String, Integer> numbers;
    private final Set<Place> watched;
    private final Map<String, List<Place>> watchedOn;
    private final Map<String, OverlayPlan.Owners> owners;
    private final Map<String, List<OverlayPlan.Uncovered>> unseen;
    private final List<PictureSegment> segments = new ArrayList<>();
    private final List<Integer> bars = new ArrayList<>();
    private final List<PictureWire> wires = new ArrayList<>();

    SceneWires(
            Map<String, Integer> numbers,
            Set<Place> watched,
            Map<String, OverlayPlan.Owners> owners,
            Map<String, List<OverlayPlan.Uncovered>> unseen) {
        this.numbers = numbers;
        this.watched = watched;
        this.watchedOn = watched.stream().collect(Collectors.groupingBy(Place::segment));
        this.owners = owners;
        this.unseen = unseen;
    }

    List<PictureSegment> segments() {
        return segments;
    }

    List<Integer> bars() {
        return bars;
    }

    List<PictureWire> wires() {
        return wires;
    }

    /** A segment of the topology, with nodes on it that the plan adds. */
    void add(Segment segment, List<String> added) {
        int number = segments.size();
        boolean bar = segment instanceof Lan;
        int hub = bar ? addBar(number) : -1;
        Set<Integer> on = new LinkedHashSet<>();
        segment.members().forEach(m -> on.add(numbers.get(m.node())));
        segment.shapers().forEach(s -> on.add(numbers.get(s.node())));
        segment.carrier().ifPresent(c -> on.add(numbers.get(c.node())));
        added.forEach(node -> on.add(numbers.get(node)));
        if (bar) {
            addLan(segment, added, hub);
        } else {
            addLink(segment, added);
        }
        segments.add(new PictureSegment(
                segment.name(),
                segment.kind(),
                word(segment.medium()),
                segment.members().stream().map(m -> m.endpoint().toString()).toList(),
                List.copyOf(on),
                ownersOf(segment.name()),
                unseen.getOrDefault(segment.name(), List.of()),
                hub,
                List.of(segment.name()),
                1,
                unseen.getOrDefault(segment.name(), List.of()).size()));
    }

    /** A segment of which only some nodes are known. */
    void addUnknown(String name, Collection<String> nodes) {
        int number = segments.size();
        int hub = addBar(number);
        List<OverlayPlan.Uncovered> hidden = unseen.getOrDefault(name, List.of());
        for (String node : nodes) {
            boolean watches = placesOn(name).anyMatch(p -> p.node().equals(node));
            wires.add(new PictureWire(
                    number,
                    numbers.get(node),
                    hub,
                    watches ? rank(node, name, true) : PictureWire.Watch.NOBODY,
                    PictureWire.Watch.NOBODY,
                    false));
        }
        OverlayPlan.Owners its = owners.get(name);
        segments.add(new PictureSegment(
                name,
                its == null ? "segment" : its.kind(),
                its == null ? "" : its.medium(),
                List.of(),
                nodes.stream().map(numbers::get).toList(),
                ownersOf(name),
                hidden,
                hub,
                List.of(name),
                1,
                hidden.size()));
    }

    private int addBar(int segment) {
        bars.add(segment);
        return numbers.size() + bars.size() - 1;
    }

    private void addLink(Segment link, List<String> added) {
        List<Stop> way = new ArrayList<>();
        Member first = link.members().get(0);
        Member last = link.members().get(1);
        way.add(stop(first.node(), first.iface(), first.iface()));
        for (Shaper shaper : link.shapers()) {
            boolean facesFirst = shaper.member().equals(first.endpoint());
            way.add(stop(
                    shaper.node(),
                    facesFirst ? shaper.near() : shaper.far(),
                    facesFirst ? shaper.far() : shaper.near()));
        }
        link.carrier().ifPresent(c -> way.add(stop(c.node(), c.iface(), "")));
        added.forEach(node -> way.add(stranger(node, link.name())));
        way.add(stop(last.node(), last.iface(), last.iface()));
        boolean hidden = unseen.containsKey(link.name());
        for (int i = 1; i < way.size(); i++) {
            Stop a = way.get(i - 1);
            Stop b = way.get(i);
            wire(
                    link,
                    a.number(),
                    b.number(),
                    watch(link, a.node(), a.onwards()),
                    watch(link, b.node(), b.towards()),
                    hidden);
        }
    }

    private void addLan(Segment lan, List<String> added, int hub) {
        Set<String> hidden = new HashSet<>();
        unseen.getOrDefault(lan.name(), List.of()).forEach(u -> {
            hidden.add(u.a());
            hidden.add(u.b());
        });
        for (Member member : lan.members()) {
            boolean red = hidden.contains(member.node())
                    || hidden.contains(member.endpoint().toString());
            int from = numbers.get(member.node());
            PictureWire.Watch at = watch(lan, member.node(), member.iface());
            Endpoint itself = member.endpoint();
            Shaper shaper = lan.shapers().stream()
                    .filter(s -> s.member().equals(itself))
                    .findFirst()
                    .orElse(null);
            if (shaper == null) {
                wire(lan, from, hub, at, PictureWire.Watch.NOBODY, red);
            } else {
                int between = numbers.get(shaper.node());
                wire(lan, from, between, at, watch(lan, shaper.node(), shaper.near()), red);
                wire(lan, between, hub, watch(lan, shaper.node(), shaper.far()), PictureWire.Watch.NOBODY, red);
            }
        }
        lan.carrier()
                .map(CarryingSwitch::endpoint)
                .ifPresent(at -> wire(
                        lan,
                        numbers.get(at.node()),
                        hub,
                        watch(lan, at.node(), at.iface()),
                        PictureWire.Watch.NOBODY,
                        false));
        for (String node : added) {
            Stop stop = stranger(node, lan.name());
            wire(lan, stop.number(), hub, watch(lan, node, stop.towards()), PictureWire.Watch.NOBODY, false);
        }
    }

    private void wire(Segment segment, int a, int b, PictureWire.Watch atA, PictureWire.Watch atB, boolean hidden) {
        wires.add(new PictureWire(segments.size(), a, b, atA, atB, hidden));
    }

    private Stream<Place> placesOn(String segment) {
        return watchedOn.getOrDefault(segment, List.of()).stream();
    }

    private Stop stop(String node, String towards, String onwards) {
        return new Stop(numbers.get(node), node, towards, onwards);
    }

    private Stop stranger(String node, String segment) {
        String iface = placesOn(segment)
                .filter(p -> p.node().equals(node))
                .map(Place::iface)
                .sorted()
                .findFirst()
                .orElse("");
        return stop(node, iface, "");
    }

    private PictureWire.Watch watch(Segment segment, String node, String iface) {
        return watched.contains(new Place(node, iface, segment.name()))
                ? rank(node, segment.name(), segment.medium() == Medium.SWITCHED)
                : PictureWire.Watch.NOBODY;
    }

    /** On a switched LAN each of its owners counts something; elsewhere the first sees all. */
    private PictureWire.Watch rank(String node, String segment, boolean each) {
        List<String> its = ownersOf(segment);
        boolean counts =
                each ? its.contains(node) : !its.isEmpty() && its.get(0).equals(node);
        return counts ? PictureWire.Watch.OWNER : PictureWire.Watch.PROBE;
    }

    private List<String> ownersOf(String segment) {
        return owners.containsKey(segment) ? owners.get(segment).owners() : List.of();
    }

    /** The word that documents have for it. */
    private static String word(Medium medium) {
        return JsonDocument.mapper().convertValue(medium, String.class);
    }
}
