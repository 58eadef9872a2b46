package org.overtap.testbed.geni.rspec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/**
 * The manifests of one experiment: a single XML document, or a JSON object that has one for each aggregate, as portals
 * answer, with nothing for one that does not tell.
 *
 * @param manifests what was told
 * @param answering the aggregates that told one, by their URNs, where those stand beside the manifests
 * @param silent those that did not
 */
public record ManifestBundle(List<Manifest> manifests, Set<String> answering, Set<String> silent) {
    /** No manifest of a thousand nodes comes near it. */
    public static final long LARGEST = 32L << 20;

    public ManifestBundle {
        manifests = List.copyOf(manifests);
        answering = Collections.unmodifiableSet(new TreeSet<>(answering));
        silent = Collections.unmodifiableSet(new TreeSet<>(silent));
    }

    /** Manifests by themselves. */
    public static ManifestBundle of(List<Manifest> manifests) {
        return new ManifestBundle(manifests, Set.of(), Set.of());
    }

    /** All of several. */
    public static ManifestBundle of(Collection<ManifestBundle> all) {
        return new ManifestBundle(
                all.stream().flatMap(one -> one.manifests().stream()).toList(),
                union(all.stream().map(ManifestBundle::answering).toList()),
                union(all.stream().map(ManifestBundle::silent).toList()));
    }

    private static Set<String> union(List<Set<String>> sets) {
        Set<String> all = new TreeSet<>();
        sets.forEach(all::addAll);
        return all;
    }

    /**
     * Reads it.
     *
     * @throws TopologyException if it is neither, or no aggregate told a manifest
     */
    public static ManifestBundle read(String source, byte[] bytes) {
        int start = 0;
        while (start < bytes.length && Character.isWhitespace(bytes[start])) {
            start++;
        }
        if (start == bytes.length) {
            throw new TopologyException(source + ": it is empty");
        }
        if (bytes[start] != '{') {
            return of(List.of(ManifestReader.read(source, bytes)));
        }
        try {
            ManifestBundle bundle =
                    of(source, texts(source, JsonDocument.mapper().readTree(bytes)));
            if (bundle.manifests().isEmpty()) {
                throw new TopologyException(source + ": there are no manifests in it: is the experiment running?");
            }
            return bundle;
        } catch (JsonProcessingException e) {
            throw new TopologyException(
                    source + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr() + ": neither a manifest nor JSON with manifests",
                    e);
        } catch (java.io.IOException e) {
            throw new TopologyException(source + ": neither a manifest nor JSON with manifests", e);
        }
    }

    /**
     * The manifests' texts, by their aggregates' URNs; empty where one tells none. Some portals wrap the object.
     *
     * @throws TopologyException if it is another object
     */
    public static Map<String, String> texts(String source, JsonNode json) {
        JsonNode told = json.path("manifests").isObject() ? json.path("manifests") : json;
        Map<String, String> texts = new TreeMap<>();
        told.properties().forEach(member -> {
            JsonNode text = member.getValue();
            if (!(text.isTextual() || text.isNull()) || !member.getKey().startsWith("urn:")) {
                throw new TopologyException(source + ": '" + member.getKey() + "' is not the manifest of an aggregate:"
                        + " wanted is what the portal tells under the experiment's manifests");
            }
            texts.put(member.getKey(), text.isNull() ? "" : text.asText());
        });
        return texts;
    }

    /**
     * Reads each.
     *
     * @param texts XML, by its aggregate's URN; blank where one tells none
     * @throws TopologyException if one is no manifest
     */
    public static ManifestBundle of(String source, Map<String, String> texts) {
        List<Manifest> manifests = new ArrayList<>();
        Set<String> answering = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        texts.forEach((urn, text) -> {
            if (text.isBlank()) {
                silent.add(urn);
            } else {
                answering.add(urn);
                manifests.add(ManifestReader.read(source + " of " + urn, text.getBytes(StandardCharsets.UTF_8)));
            }
        });
        return new ManifestBundle(manifests, answering, silent);
    }
}
