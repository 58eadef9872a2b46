package org.overtap.testbed.geni.rspec;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.overtap.topology.Shaping;
import org.overtap.topology.xml.XmlElement;

/**
 * Writes a request for an experiment like one that runs, with machines more: what was asked for is in its manifests, beside
 * what was given, which is left out.
 */
public final class RequestRspec {
    private static final String RSPEC = "http://www.geni.net/resources/rspec/3";
    private static final String EMULAB = "http://www.protogeni.net/resources/rspec/ext/emulab/1";
    private static final String DELAY = "http://www.protogeni.net/resources/rspec/ext/delay/1";
    private static final String PARAMETERS = "http://www.protogeni.net/resources/rspec/ext/profile-parameters/1";

    /** What a testbed writes into a manifest of its own accord. */
    private static final Set<String> GIVEN_ELEMENTS =
            Set.of("host", "vnode", "login", "console", "recovery", "powercycle", "imageable", "interface_ref");

    private static final Set<String> GIVEN_ATTRIBUTES =
            Set.of("sliver_id", "component_id", "component_name", "mac_address", "vlantag");

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private final SliverExperiment experiment;
    private final ProfileAdditions additions;

    private RequestRspec(SliverExperiment experiment, ProfileAdditions additions) throws XMLStreamException {
        this.experiment = experiment;
        this.additions = additions;
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** The request, as the portal takes it. The same experiment always gives the same text. */
    public static String of(SliverExperiment experiment, ProfileAdditions additions) {
        try {
            return new RequestRspec(experiment, additions).written();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text cannot be written", e);
        }
    }

    private String written() throws XMLStreamException {
        xml.writeStartElement("rspec");
        xml.writeDefaultNamespace(RSPEC);
        xml.writeAttribute("type", "request");
        for (SliverNode node : experiment.nodes().values()) {
            copy(node.element(), RSPEC, 1, List.of());
        }
        for (String collector : additions.collectors()) {
            machine(collector, "raw-pc", 0);
        }
        for (String listener : additions.listeners().values()) {
            machine(listener, "raw-pc", 1);
        }
        for (var bridge : additions.bridges().entrySet()) {
            bridge(bridge.getValue(), experiment.links().get(bridge.getKey()));
        }
        for (SliverExperiment.Ends link : experiment.links().values()) {
            link(link);
        }
        parameter();
        line(0);
        xml.writeEndElement();
        xml.flush();
        return text + "\n";
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** An element as it was asked for; ends of links go before its children. */
    private void copy(XmlElement element, String namespace, int depth, List<String> ends) throws XMLStreamException {
        copy(element, namespace, depth, ends, false);
    }

    /** Likewise, of a link whose switch is to learn nothing. */
    private void copy(XmlElement element, String namespace, int depth, List<String> ends, boolean floods)
            throws XMLStreamException {
        line(depth);
        xml.writeStartElement(element.name());
        if (!element.namespace().equals(namespace)) {
            xml.writeDefaultNamespace(element.namespace());
        }
        attributes(element);
        for (String end : ends) {
            ref(end, depth + 1);
        }
        List<XmlElement> asked = element.children().stream()
                .filter(child -> !GIVEN_ELEMENTS.contains(child.name()))
                .filter(child -> !(floods && child.attributeOrEmpty("key").equals(ManifestReader.FLOODING)))
                .toList();
        for (XmlElement child : asked) {
            copy(child, element.namespace(), depth + 1, List.of());
        }
        if (floods) {
            flooding(depth + 1);
        }
        if (!asked.isEmpty() || !ends.isEmpty()) {
            line(depth);
        } else if (!element.text().isEmpty()) {
            xml.writeCharacters(element.text());
        }
        xml.writeEndElement();
    }

    private void attributes(XmlElement element) throws XMLStreamException {
        for (var attribute : element.attributes().entrySet()) {
            if (!GIVEN_ATTRIBUTES.contains(attribute.getKey())) {
                xml.writeAttribute(attribute.getKey(), attribute.getValue());
            }
        }
    }

    private void ref(String end, int depth) throws XMLStreamException {
        line(depth);
        xml.writeEmptyElement("interface_ref");
        xml.writeAttribute("client_id", end);
    }

    private void machine(String name, String type, int ports) throws XMLStreamException {
        machine(name, type, ports, List.of());
    }

    /** A bridge does to traffic what its link did. */
    private void bridge(String name, SliverExperiment.Ends link) throws XMLStreamException {
        List<SliverPipe> pipes = new ArrayList<>();
        for (SliverPipe pipe :
                link == null ? List.<SliverPipe>of() : link.link().pipes()) {
            Shaping done = LineRate.shaping(pipe.shaping(), Optional.empty());
            boolean forth = pipe.comesFrom(link.ends().get(0).port());
            if (!done.equals(Shaping.NONE)) {
                pipes.add(new SliverPipe(name + (forth ? ":if0" : ":if1"), name + (forth ? ":if1" : ":if0"), done));
            }
        }
        machine(name, "delay", 2, pipes);
    }

    private void machine(String name, String type, int ports, List<SliverPipe> pipes) throws XMLStreamException {
        line(1);
        xml.writeStartElement("node");
        xml.writeAttribute("client_id", name);
        xml.writeAttribute("exclusive", "true");
        Optional<SliverNode> first = experiment.nodes().values().stream().findFirst();
        if (first.isPresent() && !first.get().aggregate().isEmpty()) {
            xml.writeAttribute("component_manager_id", first.get().aggregate());
        }
        line(2);
        xml.writeStartElement("sliver_type");
        xml.writeAttribute("name", type);
        shaping(pipes);
        xml.writeEndElement();
        for (int port = 0; port < ports; port++) {
            line(2);
            xml.writeEmptyElement("interface");
            xml.writeAttribute("client_id", name + ":if" + port);
        }
        line(1);
        xml.writeEndElement();
    }

    private void shaping(List<SliverPipe> pipes) throws XMLStreamException {
        if (pipes.isEmpty()) {
            return;
        }
        line(3);
        xml.writeStartElement("sliver_type_shaping");
        xml.writeDefaultNamespace(DELAY);
        for (SliverPipe pipe : pipes) {
            line(4);
            xml.writeEmptyElement("pipe");
            xml.writeAttribute("source", pipe.from());
            xml.writeAttribute("dest", pipe.to());
            xml.writeAttribute("capacity", Long.toString(pipe.shaping().kbitPerSecond()));
            xml.writeAttribute("latency", plain(pipe.shaping().delayMs()));
            xml.writeAttribute("lossrate", plain(pipe.shaping().loss()));
        }
        line(3);
        xml.writeEndElement();
        line(2);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private void flooding(int depth) throws XMLStreamException {
        line(depth);
        xml.writeEmptyElement("link_attribute");
        xml.writeDefaultNamespace(EMULAB);
        xml.writeAttribute("key", ManifestReader.FLOODING);
        xml.writeAttribute("value", "yep");
    }

    private void link(SliverExperiment.Ends link) throws XMLStreamException {
        String name = link.link().name();
        List<String> ends =
                new ArrayList<>(link.ends().stream().map(end -> end.port().id()).toList());
        String bridge = additions.bridges().get(name);
        if (bridge != null && ends.size() == 2) {
            half(link.link().element(), name + "_left", ends.get(0), bridge + ":if0");
            half(link.link().element(), name + "_right", bridge + ":if1", ends.get(1));
            return;
        }
        String listener = additions.listeners().get(name);
        if (listener == null) {
            copy(link.link().element(), RSPEC, 1, ends);
            return;
        }
        ends.add(listener + ":if0");
        copy(link.link().element(), RSPEC, 1, ends, !link.link().floods());
    }

    /** What the link's own properties say, its bridge does. */
    private void half(XmlElement link, String name, String one, String other) throws XMLStreamException {
        line(1);
        xml.writeStartElement("link");
        xml.writeAttribute("client_id", name);
        ref(one, 2);
        ref(other, 2);
        for (XmlElement child : link.children()) {
            if (!GIVEN_ELEMENTS.contains(child.name()) && !child.name().equals("property")) {
                copy(child, RSPEC, 2, List.of());
            }
        }
        line(1);
        xml.writeEndElement();
    }

    /** Manifests tell parameters again, so what was added is known of the new experiment. */
    private void parameter() throws XMLStreamException {
        if (additions.equals(ProfileAdditions.NONE)) {
            return;
        }
        line(1);
        xml.writeStartElement("data_set");
        xml.writeDefaultNamespace(PARAMETERS);
        line(2);
        xml.writeStartElement("data_item");
        xml.writeAttribute("name", "emulab.net.parameter." + ProfileAdditions.PARAMETER);
        xml.writeCharacters(additions.text());
        xml.writeEndElement();
        line(1);
        xml.writeEndElement();
    }
}
