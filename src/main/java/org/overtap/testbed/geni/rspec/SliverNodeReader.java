package org.overtap.testbed.geni.rspec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.xml.XmlElement;

/** Reads one node of a manifest. */
final class SliverNodeReader {
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{12}");
    private static final String NO_MAC = "000000000000";
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}");
    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");

    /** A switch's ports have a slot and a number, {@code pc008:1%2F25}. */
    private static final Pattern SWITCH_PORT = Pattern.compile(".*:\\d+(%2[Ff]|/)\\d+((%2[Ff]|/)\\d+)?");

    private SliverNodeReader() {}

    static SliverNode read(XmlElement element) {
        String name = ManifestReader.name(element, "node");
        List<SliverPort> ports =
                element.children("interface").map(SliverNodeReader::port).toList();
        List<SliverLogin> logins = element.children("services")
                .flatMap(services -> services.children("login"))
                .map(SliverNodeReader::login)
                .distinct()
                .toList();
        Optional<XmlElement> type = element.child("sliver_type");
        Optional<XmlElement> vnode = element.child("vnode");
        String component = lastPart(element.attributeOrEmpty("component_id"));
        return new SliverNode(
                element,
                name,
                kind(element, ports, logins),
                element.attribute("sliver_id"),
                element.attributeOrEmpty("component_manager_id"),
                vnode.flatMap(v -> v.attribute("name")).orElse(component.isEmpty() ? name : component),
                vnode.flatMap(v -> v.attribute("hardware_type"))
                        .or(() -> element.child("hardware_type").flatMap(h -> h.attribute("name")))
                        .orElse(""),
                type.flatMap(t -> t.child("disk_image"))
                        .flatMap(image -> image.attribute("name"))
                        .or(() -> vnode.flatMap(v -> v.attribute("disk_image")))
                        .map(image -> image.substring(image.lastIndexOf('/') + 1))
                        .orElse(""),
                element.child("host").flatMap(host -> host.attribute("ipv4")).flatMap(IpAddress::parse),
                logins,
                ports,
                type.stream()
                        .flatMap(t -> t.children("sliver_type_shaping"))
                        .flatMap(shaping -> shaping.children("pipe"))
                        .map(pipe -> SliverNumbers.pipe(pipe, "source", "dest", "lossrate"))
                        .toList());
    }

    private static SliverKind kind(XmlElement element, List<SliverPort> ports, List<SliverLogin> logins) {
        String type = element.child("sliver_type")
                .flatMap(t -> t.attribute("name"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (type.equals("delay")) {
            return SliverKind.BRIDGE;
        }
        if (type.equals("emulab-blockstore")) {
            return SliverKind.BLOCK_STORE;
        }
        boolean panel = !ports.isEmpty()
                && ports.stream()
                        .allMatch(port -> SWITCH_PORT.matcher(port.component()).matches()
                                && port.mac().isEmpty());
        if (panel) {
            return SliverKind.SWITCH;
        }
        // An element of another aggregate's node tells no logins: that one's manifest does.
        boolean given = element.attribute("sliver_id").isPresent();
        return type.equals("firewall") || given && logins.isEmpty() ? SliverKind.DEVICE : SliverKind.HOST;
    }

    private static SliverPort port(XmlElement element) {
        String mac = element.attributeOrEmpty("mac_address").replace(":", "").toLowerCase(Locale.ROOT);
        List<InterfaceAddress> addresses = new ArrayList<>();
        element.children("ip").forEach(ip -> address(ip).ifPresent(addresses::add));
        return new SliverPort(
                element.attribute("client_id").orElseThrow(() -> element.error("an interface without a name")),
                element.attribute("sliver_id"),
                element.attributeOrEmpty("component_id"),
                Optional.of(mac)
                        .filter(text -> MAC.matcher(text).matches() && !text.equals(NO_MAC))
                        .map(text -> text.replaceAll("..(?!$)", "$0:")),
                addresses);
    }

    private static Optional<InterfaceAddress> address(XmlElement element) {
        Optional<String> text = element.attribute("address");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        IpAddress ip =
                IpAddress.parse(text.get()).orElseThrow(() -> element.error("'" + text.get() + "' is no IP address"));
        String mask = element.attributeOrEmpty("netmask");
        int length = Netmasks.length(mask, ip.family()).orElse(-1);
        if (!mask.isEmpty() && length < 0) {
            throw element.error("'" + mask + "' is no netmask of " + ip.family());
        }
        return Optional.of(length < 0 ? InterfaceAddress.alone(ip) : new InterfaceAddress(ip, length));
    }

    private static SliverLogin login(XmlElement element) {
        return new SliverLogin(
                matching(element, "username", USER, ""),
                matching(element, "hostname", HOST, ""),
                Integer.parseInt(matching(element, "port", PORT, "22", text -> Integer.parseInt(text) <= 65535)));
    }

    private static String matching(XmlElement element, String attribute, Pattern form, String otherwise) {
        return matching(element, attribute, form, otherwise, text -> true);
    }

    private static String matching(
            XmlElement element, String attribute, Pattern form, String otherwise, Predicate<String> further) {
        String text = element.attribute(attribute).orElse(otherwise);
        if (!form.matcher(text).matches() || !further.test(text)) {
            throw element.error("a login's " + attribute + " is '" + text + "': that cannot be");
        }
        return text;
    }

    private static String lastPart(String urn) {
        return urn.substring(urn.lastIndexOf('+') + 1);
    }
}
