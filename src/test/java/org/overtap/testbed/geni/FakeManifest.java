package org.overtap.testbed.geni;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest of machines that are there, cut out of real manifests: a node, an interface, a link and a LAN are theirs
 * with other values in the places of theirs. So it has their habits: it calls itself a request, links name interfaces
 * now by sliver and now by name, components are ports of a database.
 */
public final class FakeManifest {
    private static final Path REAL = Path.of("src/test/resources/manifests");
    private static final String AGGREGATE = "urn:publicid:IDN+testbed.example+authority+cm";

    private final String pair = read("pair.xml");
    private final String six = read("lan-of-six.xml");
    private final List<String> nodes = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final StringBuilder parameters = new StringBuilder();
    private int slivers = 2_110_000;

    /**
     * An interface of a node.
     *
     * @param name its name in the manifest
     * @param mac its MAC with colons; the manifest may tell another
     * @param address with its prefix's length, 24; empty for none
     */
    public record Port(String name, String mac, String address) {}

    private static String read(String name) {
        try {
            return Files.readString(REAL.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String text, String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no real manifest has " + pattern);
        }
        return found.group();
    }

    /** Gives a text's attribute another value, wherever it stands. */
    private static String with(String text, String attribute, String value) {
        return text.replaceAll("(?<= )" + attribute + "=\"[^\"]*\"", attribute + "=\"" + value + "\"");
    }

    private String sliver() {
        return "urn:publicid:IDN+testbed.example+sliver+" + ++slivers;
    }

    /**
     * Adds a node.
     *
     * @param machine the machine's name
     * @param host where users log in, at that port
     * @param users all who may
     */
    public FakeManifest node(
            String name, String machine, String control, String host, int port, List<String> users, List<Port> ports) {
        String real = cut(pair, "<node [^>]*client_id=\"node0\".*?</node>");
        String iface = cut(real, "<interface .*?</interface>");
        String login = cut(real, "<login [^>]*/>");
        StringBuilder ifaces = new StringBuilder();
        for (Port one : ports) {
            String text = with(iface, "client_id", name + ":" + one.name());
            text = with(text, "component_id", "urn:publicid:IDN+testbed.example+interface+" + machine + ":lo0");
            text = with(text, "sliver_id", sliver());
            text = with(text, "mac_address", one.mac().replace(":", ""));
            text = with(text, "address", one.address().replaceFirst("/.*", ""));
            text = one.address().isEmpty() ? text.replaceFirst("<ip [^>]*/>", "") : text;
            ifaces.append(text);
        }
        StringBuilder logins = new StringBuilder();
        for (String user : users) {
            logins.append(with(with(with(login, "hostname", host), "port", Integer.toString(port)), "username", user));
        }
        String head = cut(real, "<node [^>]*>");
        String named = with(
                with(with(head, "client_id", name), "component_id", "urn:publicid:IDN+testbed.example+node+" + machine),
                "sliver_id",
                sliver());
        String text = real.replace(head, named)
                .replace(iface, ifaces.toString())
                .replace(login, logins.toString())
                .replaceAll("<emulab:vnode name=\"[^\"]*\"", "<emulab:vnode name=\"" + machine + "\"")
                .replaceAll("ipv4=\"[^\"]*\"", "ipv4=\"" + control + "\"");
        nodes.add(text);
        return this;
    }

    /** Adds a link between two interfaces, {@code node:name}, as fast as those are. */
    public FakeManifest link(String name, String one, String other, long kbitPerSecond) {
        String real = cut(pair, "<link .*?</link>");
        String ref = cut(real, "<interface_ref [^>]*/>");
        String text = with(real, "client_id", name)
                .replaceAll("(?s)<interface_ref .*?/>\\s*", "")
                .replaceFirst("(?=<component_manager)", ref(ref, one) + ref(ref, other));
        text = text.replaceFirst("source_id=\"[^\"]*\" dest_id=\"[^\"]*\"", ends(one, other));
        text = text.replaceFirst("source_id=\"node1[^\"]*\" dest_id=\"[^\"]*\"", ends(other, one));
        links.add(with(text, "capacity", Long.toString(kbitPerSecond)));
        return this;
    }

    private static String ends(String from, String to) {
        return "source_id=\"" + from + "\" dest_id=\"" + to + "\"";
    }

    private String ref(String real, String end) {
        String port = String.join("\n", nodes)
                .replaceFirst("(?s)^.*client_id=\"" + end + "\"[^>]* sliver_id=\"([^\"]*)\".*$", "$1");
        return with(with(real, "client_id", end), "sliver_id", port);
    }

    /** Adds a LAN of interfaces, {@code node:name}. */
    public FakeManifest lan(String name, String... ends) {
        String real = cut(six, "<link client_id=\"lan_ctrl_plane\".*?</link>");
        String ref = cut(real, "<interface_ref [^>]*/>");
        StringBuilder refs = new StringBuilder();
        for (String end : ends) {
            refs.append(with(ref, "client_id", end));
        }
        links.add(with(real.replaceAll("(?s)<interface_ref .*?/>\\s*", ""), "client_id", name)
                .replaceFirst("(?=<link_type)", refs.toString()));
        return this;
    }

    /** Adds a bridge, which users may enter too, between its two interfaces. */
    public FakeManifest bridge(String name, String machine, String control, List<String> users, List<Port> ports) {
        node(name, machine, control, control, 22, users, ports);
        String host = nodes.remove(nodes.size() - 1);
        nodes.add(host.replace("<sliver_type name=\"raw-pc\"", "<sliver_type name=\"delay\""));
        return this;
    }

    /** Adds a link in two halves, with that bridge's {@code if1} and {@code if2} between. */
    public FakeManifest halves(String name, String one, String bridge, String other) {
        link(name + "_left", one, bridge + ":if1", 10_000_000);
        return link(name + "_right", bridge + ":if2", other, 10_000_000);
    }

    /** Has an interface join a LAN or link, whose switch is told not to learn addresses. */
    public FakeManifest joining(String name, String end) {
        String ref = cut(cut(six, "<link client_id=\"lan_ctrl_plane\".*?</link>"), "<interface_ref [^>]*/>");
        links.replaceAll(link -> link.contains("client_id=\"" + name + "\"")
                ? link.replaceFirst(
                        "(?=</link>)",
                        with(ref, "client_id", end) + "<emulab:link_attribute key=\"nomac_learning\" value=\"yep\"/>")
                : link);
        return this;
    }

    /** Tells a parameter of the profile. */
    public FakeManifest parameter(String name, String value) {
        parameters
                .append(cut(pair, "<data_item [^>]*parameter\\.nodeCount\">").replace("nodeCount", name))
                .append(value)
                .append("</data_item>");
        return this;
    }

    /** All of it. */
    public String xml() {
        String head = cut(pair, "<rspec [^>]*>");
        String rest = pair.substring(pair.indexOf("<data_set")).replace("</data_set>", parameters + "</data_set>");
        return head + "\n" + String.join("\n", nodes) + "\n" + String.join("\n", links) + "\n" + rest;
    }

    /** The aggregate that has all of it. */
    public static String aggregate() {
        return AGGREGATE;
    }
}
