package org.overtap.testbed.geni.rspec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.TopologyException;

/**
 * Joins the manifests of one experiment. Each aggregate tells its own nodes in full and may mention those of others
 * without a sliver id; a link between two aggregates is in the manifests of both, each with ends that the other has, too.
 * Interfaces are found by sliver id, else by client id.
 */
public final class ManifestJoin {
    private final List<Manifest> manifests;
    private final boolean allowPartial;
    private final Map<String, SliverNode> nodes = new LinkedHashMap<>();
    private final Map<String, SliverEnd> bySliver = new HashMap<>();
    private final Map<String, SliverEnd> byId = new HashMap<>();
    private final List<DiscoveryNote> findings = new ArrayList<>();

    private ManifestJoin(List<Manifest> manifests, boolean allowPartial) {
        this.manifests = manifests;
        this.allowPartial = allowPartial;
    }

    /**
     * All of them as one.
     *
     * @param allowPartial whether what is missing is left out, and said, instead of being an error
     * @throws org.overtap.topology.TopologyException if they contradict each other, or some are missing
     */
    public static SliverExperiment of(List<Manifest> manifests, boolean allowPartial) {
        return of(ManifestBundle.of(manifests), allowPartial);
    }

    /** The same where some aggregates may have told nothing. */
    public static SliverExperiment of(ManifestBundle bundle, boolean allowPartial) {
        ManifestJoin join = new ManifestJoin(bundle.manifests(), allowPartial);
        join.requireAnswers(bundle.silent());
        return join.join();
    }

    /** Aggregates that told nothing, unless one of the manifests is theirs. */
    private void requireAnswers(Set<String> silent) {
        Set<String> missing = new TreeSet<>(silent);
        manifests.forEach(manifest -> missing.removeAll(manifest.aggregates()));
        for (String aggregate : missing) {
            if (!allowPartial) {
                throw new TopologyException("aggregate " + aggregate + " tells no manifest: ask again when it answers;"
                        + " --allow-partial goes on without its nodes");
            }
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING, aggregate, "tells no manifest: its nodes are left out"));
        }
    }

    private SliverExperiment join() {
        Map<String, SliverNode> elsewhere = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            for (SliverNode node : manifest.nodes()) {
                if (node.sliver().isEmpty()) {
                    elsewhere.put(node.name(), node);
                } else {
                    add(node);
                }
            }
        }
        elsewhere.keySet().removeAll(nodes.keySet());
        requireWhole(elsewhere);
        nodes.values().forEach(node -> node.ports().forEach(port -> {
            port.sliver().ifPresent(sliver -> bySliver.putIfAbsent(sliver, new SliverEnd(node, port)));
            byId.putIfAbsent(port.id(), new SliverEnd(node, port));
        }));
        return new SliverExperiment(nodes, links(elsewhere.keySet()), expiry(), additions(), findings);
    }

    private void add(SliverNode node) {
        SliverNode before = nodes.putIfAbsent(node.name(), node);
        if (before != null && !before.sliver().equals(node.sliver())) {
            throw node.element()
                    .error("a second node is called " + node.name() + " (the first: "
                            + before.element().at() + "): are these manifests of two experiments?");
        }
    }

    /** Nodes of which nobody tells more than the name. */
    private void requireWhole(Map<String, SliverNode> missing) {
        if (missing.isEmpty()) {
            return;
        }
        SliverNode first = missing.values().iterator().next();
        Set<String> aggregates = new TreeSet<>();
        missing.values().forEach(node -> aggregates.add(node.aggregate()));
        aggregates.remove("");
        String whose = aggregates.isEmpty() ? "" : " (" + String.join(", ", aggregates) + ")";
        String names = String.join(", ", missing.keySet());
        if (!allowPartial) {
            throw first.element()
                    .error("half a manifest: another aggregate" + whose + " has " + names + ", told here without a"
                            + " sliver_id, and its manifest is not here (several are given with commas between);"
                            + " --allow-partial goes on without");
        }
        missing.forEach((name, node) -> findings.add(new DiscoveryNote(
                DiscoveryNote.Kind.HIDDEN,
                name,
                "is another aggregate's" + whose + ", whose manifest is missing: left out")));
    }

    private Map<String, SliverExperiment.Ends> links(Set<String> missing) {
        Map<String, SliverLink> links = new LinkedHashMap<>();
        Map<String, Set<SliverEnd>> ends = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            Set<String> here = new HashSet<>();
            for (SliverLink link : manifest.links()) {
                if (!here.add(link.name())) {
                    throw second(link, links.get(link.name()), "");
                }
                links.merge(link.name(), link, this::both);
                Set<SliverEnd> its = ends.computeIfAbsent(link.name(), name -> new LinkedHashSet<>());
                link.refs().forEach(ref -> end(link, ref, missing).ifPresent(its::add));
            }
        }
        Map<String, SliverExperiment.Ends> joined = new LinkedHashMap<>();
        links.forEach((name, link) -> joined.put(name, new SliverExperiment.Ends(link, List.copyOf(ends.get(name)))));
        return joined;
    }

    private static TopologyException second(SliverLink link, SliverLink first, String doubt) {
        return link.element()
                .error("a second link is called " + link.name() + " (the first: "
                        + first.element().at() + ")" + doubt);
    }

    /** Two aggregates tell the same link if they name an end of it that is the same. */
    private SliverLink both(SliverLink one, SliverLink other) {
        if (one.refs().stream().noneMatch(ref -> other.refs().stream().anyMatch(its -> same(ref, its)))) {
            throw second(other, one, ", and they have no end in common: are these manifests of two experiments?");
        }
        Set<SliverLink.Ref> refs = new LinkedHashSet<>(one.refs());
        refs.addAll(other.refs());
        return new SliverLink(
                one.element(),
                one.name(),
                List.copyOf(refs),
                one.floods() || other.floods(),
                one.traced().or(other::traced),
                one.pipes().isEmpty() ? other.pipes() : one.pipes());
    }

    private boolean same(SliverLink.Ref one, SliverLink.Ref other) {
        Optional<SliverEnd> end = end(one);
        return end.isPresent() && end.equals(end(other))
                || !one.id().isEmpty() && one.id().equals(other.id());
    }

    private Optional<SliverEnd> end(SliverLink.Ref ref) {
        return ref.sliver().map(bySliver::get).or(() -> Optional.ofNullable(byId.get(ref.id())));
    }

    private Optional<SliverEnd> end(SliverLink link, SliverLink.Ref ref, Set<String> missing) {
        Optional<SliverEnd> found = end(ref);
        boolean others = missing.stream().anyMatch(node -> ref.id().startsWith(node + ":"));
        if (found.isEmpty() && !(allowPartial || others)) {
            throw link.element()
                    .error("half a manifest: link " + link.name() + " names the interface " + ref
                            + ", which no node has: fetch the whole manifest, of every aggregate;"
                            + " --allow-partial leaves it out");
        }
        return found;
    }

    private ProfileAdditions additions() {
        return manifests.stream()
                .map(Manifest::additions)
                .filter(told -> !told.equals(ProfileAdditions.NONE))
                .findFirst()
                .orElse(ProfileAdditions.NONE);
    }

    private Optional<Instant> expiry() {
        return manifests.stream()
                .flatMap(manifest -> manifest.expires().stream())
                .min(Instant::compareTo);
    }
}
