package org.overtap.testbed.geni.rspec;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.overtap.topology.TopologyException;
import org.overtap.topology.xml.XmlElement;
import org.overtap.topology.xml.XmlTree;

/** Reads one manifest. */
public final class ManifestReader {
    private static final Set<String> VERSIONS =
            Set.of("http://www.geni.net/resources/rspec/3", "http://www.protogeni.net/resources/rspec/2");

    /** As testbeds allow them, and as they can be the name of a folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.+-]{0,99}");

    /** What asks a link's switch not to learn addresses. */
    static final String FLOODING = "nomac_learning";

    /** Of any other value it is not believed that a switch floods: more probes than needed still see all. */
    private static final Set<String> YES = Set.of("yep", "yes", "y", "true", "t", "on", "1");

    private static final String TRACED = "trace";

    private ManifestReader() {}

    /**
     * Reads it.
     *
     * @param source what it is read from, for messages
     * @throws TopologyException if it is none, of a version that is not known, or only half of one
     */
    public static Manifest read(String source, byte[] bytes) {
        XmlElement root = XmlTree.parse(source, bytes);
        if (!root.name().equals("rspec")) {
            throw root.error("this is no RSpec: its first element is <" + root.name() + ">");
        }
        if (!VERSIONS.contains(root.namespace())) {
            throw root.error("an RSpec of an unknown version"
                    + (root.namespace().isEmpty() ? ", in no namespace" : " (" + root.namespace() + ")")
                    + ": known are " + String.join(" and ", new java.util.TreeSet<>(VERSIONS)));
        }
        List<SliverNode> nodes = new ArrayList<>();
        root.children("node").map(SliverNodeReader::read).forEach(nodes::add);
        if (nodes.isEmpty()) {
            throw root.error("it has no nodes: is it the whole manifest?");
        }
        // What it says of itself is not asked: manifests of real testbeds call themselves requests.
        if (nodes.stream().allMatch(node -> node.sliver().isEmpty())) {
            throw root.error("this is a request, not a manifest: no node has a sliver_id, so nothing was given for it"
                    + " yet; a running experiment's page has its manifest, and so has 'geni-get manifest' on a node");
        }
        List<SliverLink> links = root.children("link").map(ManifestReader::link).toList();
        return new Manifest(source, nodes, links, expiry(root), additions(root));
    }

    /** Manifests tell the profile's parameters again, as {@code SITE.parameter.NAME}. */
    private static ProfileAdditions additions(XmlElement root) {
        try {
            return root.children("data_set")
                    .flatMap(set -> set.children("data_item"))
                    .filter(item -> item.attributeOrEmpty("name").endsWith(".parameter." + ProfileAdditions.PARAMETER))
                    .findFirst()
                    .map(item -> ProfileAdditions.parse(item.text()))
                    .orElse(ProfileAdditions.NONE);
        } catch (TopologyException e) {
            return ProfileAdditions.NONE;
        }
    }

    private static Optional<Instant> expiry(XmlElement root) {
        try {
            return root.attribute("expires").map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static SliverLink link(XmlElement element) {
        List<SliverLink.Ref> refs = element.children("interface_ref")
                .map(ref -> new SliverLink.Ref(ref.attribute("sliver_id"), ref.attributeOrEmpty("client_id")))
                .toList();
        boolean floods = element.children("link_attribute")
                .anyMatch(attribute -> attribute.attributeOrEmpty("key").equals(FLOODING)
                        && YES.contains(
                                attribute.attributeOrEmpty("value").strip().toLowerCase(Locale.ROOT)));
        List<SliverPipe> pipes = element.children("property")
                .map(property -> SliverNumbers.pipe(property, "source_id", "dest_id", "packet_loss"))
                .toList();
        return new SliverLink(element, name(element, "link"), refs, floods, traced(element), pipes);
    }

    private static Optional<String> traced(XmlElement element) {
        return element.children().stream()
                .flatMap(child -> {
                    boolean attribute = child.name().equals("link_attribute")
                            && child.attributeOrEmpty("key").startsWith(TRACED);
                    boolean own =
                            child.name().startsWith(TRACED) || child.name().equals("link_tracing");
                    return attribute
                            ? child.attribute("value").stream()
                            : own
                                    ? child.attribute("type").or(() -> Optional.of("")).stream()
                                    : java.util.stream.Stream.<String>empty();
                })
                .findFirst();
    }

    /** The name of a node or link, checked: it becomes part of paths and of what is shown. */
    static String name(XmlElement element, String what) {
        String name = element.attribute("client_id").orElseThrow(() -> element.error("a " + what + " without a name"));
        if (!NAME.matcher(name).matches()) {
            throw element.error("'" + name + "' is no name that a testbed gives a " + what
                    + ": letters, digits, '-', '_', '.' and '+', up to 100");
        }
        return name;
    }
}
