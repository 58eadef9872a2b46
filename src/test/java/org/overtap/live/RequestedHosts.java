package org.overtap.live;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.overtap.testbed.geni.FakeManifest;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * What a request RSpec asks for, as network namespaces beside those of {@link NamespaceHosts}: a host for each node, which
 * is entered by SSH; a wire for each link of two; a switch for each other, which learns nothing if that is asked. A node
 * of type {@code delay} is a bridge between its two interfaces.
 */
final class RequestedHosts {
    private static final List<String> USERS = List.of("user1", "root");
    private static final int FIRST = 100;

    private final NamespaceHosts hosts;
    private final String experiment;
    private final StringBuilder script = new StringBuilder("set -e\n");
    private final Map<String, Host> all = new LinkedHashMap<>();

    /**
     * A node.
     *
     * @param ports its interfaces' ids, in order: the first is {@code eth1}
     * @param addresses of these, with their prefixes' lengths; empty for none
     */
    private record Host(String name, String control, boolean bridge, List<String> ports, List<String> addresses) {
        String kernel(String port) {
            return "eth" + (ports.indexOf(port) + 1);
        }
    }

    private RequestedHosts(NamespaceHosts hosts, String experiment) {
        this.hosts = hosts;
        this.experiment = experiment;
    }

    /** Builds them, and tells their manifest. */
    static String build(NamespaceHosts hosts, String experiment, String rspec) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document request = factory.newDocumentBuilder().parse(new InputSource(new StringReader(rspec)));
            return new RequestedHosts(hosts, experiment).built(request.getDocumentElement());
        } catch (Exception e) {
            throw new IllegalStateException("the request cannot be met", e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private String built(Element request) throws Exception {
        for (Element node : children(request, "node")) {
            host(node);
        }
        int number = 0;
        for (Element link : children(request, "link")) {
            link(link, number++);
        }
        all.values().forEach(this::finish);
        Path file = Files.writeString(hosts.home().resolve("requested.sh"), script);
        Live.Ended ended = Live.run(hosts.home(), List.of("sh", file.toString()));
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.err());
        }
        return manifest(request);
    }

    private String namespace(String node) {
        return hosts.prefix() + experiment + "-" + node;
    }

    private void host(Element node) {
        String name = node.getAttribute("client_id");
        List<String> ports = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (Element port : children(node, "interface")) {
            ports.add(port.getAttribute("client_id"));
            addresses.add(children(port, "ip").stream()
                    .map(ip -> ip.getAttribute("address") + "/24")
                    .findFirst()
                    .orElse(""));
        }
        boolean bridge = children(node, "sliver_type").stream()
                .anyMatch(type -> type.getAttribute("name").equals("delay"));
        Host host = new Host(name, "10.254.78." + (FIRST + all.size()), bridge, ports, addresses);
        script.append("ip netns add %s\n".formatted(namespace(name)));
        script.append("ip -n %s link set lo up\n".formatted(namespace(name)));
        plug(name, "ctrl0", "control", "q" + all.size());
        script.append("ip -n %s addr add %s/24 dev ctrl0\n".formatted(namespace(name), host.control()));
        all.put(name, host);
    }

    private void plug(String node, String port, String bridge, String far) {
        String switched = hosts.prefix() + "switch";
        script.append("ip link add %s netns %s type veth peer name %s netns %s\n"
                .formatted(port, namespace(node), far, switched));
        script.append("ip -n %s link set %s up master %s\n".formatted(switched, far, bridge));
        script.append("ip -n %s link set %s up\n".formatted(namespace(node), port));
    }

    private Host owner(String port) {
        return all.values().stream()
                .filter(host -> host.ports().contains(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node has " + port));
    }

    private static List<String> ends(Element link) {
        return children(link, "interface_ref").stream()
                .map(ref -> ref.getAttribute("client_id"))
                .toList();
    }

    private static boolean floods(Element link) {
        return children(link, "link_attribute").stream()
                .anyMatch(attribute -> attribute.getAttribute("key").equals("nomac_learning"));
    }

    private void link(Element link, int number) {
        List<String> ends = ends(link);
        if (ends.size() == 2) {
            Host one = owner(ends.get(0));
            Host other = owner(ends.get(1));
            script.append("ip link add %s netns %s type veth peer name %s netns %s\n"
                    .formatted(
                            one.kernel(ends.get(0)),
                            namespace(one.name()),
                            other.kernel(ends.get(1)),
                            namespace(other.name())));
            return;
        }
        String switched = hosts.prefix() + "switch";
        String bridge = "r" + number;
        script.append("ip -n %s link add %s type bridge mcast_snooping 0 ageing_time %d\n"
                .formatted(switched, bridge, floods(link) ? 0 : 30_000));
        script.append("ip -n %s link set %s up\n".formatted(switched, bridge));
        for (String end : ends) {
            plug(owner(end).name(), owner(end).kernel(end), bridge, bridge + "p" + ends.indexOf(end));
        }
    }

    private void finish(Host host) {
        String namespace = namespace(host.name());
        if (host.bridge()) {
            script.append("ip -n %s link add br0 type bridge mcast_snooping 0\n".formatted(namespace));
            script.append("ip -n %s link set br0 up\n".formatted(namespace));
        }
        for (String port : host.ports()) {
            String address = host.addresses().get(host.ports().indexOf(port));
            script.append("ip -n %s link set %s up%s\n"
                    .formatted(namespace, host.kernel(port), host.bridge() ? " master br0" : ""));
            if (!address.isEmpty()) {
                script.append("ip -n %s addr add %s dev %s\n".formatted(namespace, address, host.kernel(port)));
            }
        }
        Path config = hosts.home().resolve("sshd-" + experiment + "-" + host.name());
        script.append("sed 's/^ListenAddress.*/ListenAddress %s/' %s >%s\n"
                .formatted(host.control(), hosts.home().resolve("sshd-a"), config));
        script.append("nsenter --net=/run/netns/%s -- /usr/sbin/sshd -f %s\n".formatted(namespace, config));
    }

    private String manifest(Element request) {
        FakeManifest manifest = new FakeManifest();
        for (Host host : all.values()) {
            List<FakeManifest.Port> ports = host.ports().stream()
                    .map(port -> new FakeManifest.Port(
                            port.substring(port.indexOf(':') + 1),
                            ManifestLab.mac(hosts, namespace(host.name()), host.kernel(port)),
                            host.addresses().get(host.ports().indexOf(port))))
                    .toList();
            String machine = "pcx-" + host.name();
            if (host.bridge()) {
                manifest.bridge(host.name(), machine, host.control(), USERS, ports);
            } else {
                manifest.node(host.name(), machine, host.control(), host.control(), 22, USERS, ports);
            }
        }
        for (Element link : children(request, "link")) {
            joined(manifest, link);
        }
        children(request, "data_set").forEach(set -> children(set, "data_item").forEach(item -> {
            String name = item.getAttribute("name");
            manifest.parameter(name.substring(name.lastIndexOf('.') + 1), item.getTextContent());
        }));
        return manifest.xml();
    }

    private static void joined(FakeManifest manifest, Element link) {
        String name = link.getAttribute("client_id");
        List<String> ends = ends(link);
        int last = ends.size() - 1;
        if (floods(link)) {
            manifest.lan(name, ends.subList(0, last).toArray(String[]::new)).joining(name, ends.get(last));
        } else if (ends.size() > 2) {
            manifest.lan(name, ends.toArray(String[]::new));
        } else {
            manifest.link(name, ends.get(0), ends.get(1), 10_000_000);
        }
    }
}
