package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Medium;

/** overtap's own form of a file: a list of hosts, or a mapping with {@code hosts} and {@code segments}. */
final class HostsYaml {
    private static final Map<String, Medium> MEDIA = Map.of(
            "point-to-point", Medium.POINT_TO_POINT,
            "switched", Medium.SWITCHED,
            "flooding", Medium.FLOODING);

    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    HostsYaml(Path folder) {
        this.folder = folder;
    }

    /** Whether the document is of this form, and not Ansible's. */
    static boolean isOwn(YamlTree tree) {
        return !(tree instanceof YamlTree.Fields fields)
                || Optional.ofNullable(fields.values().get("hosts"))
                        .map(field -> !(field.value() instanceof YamlTree.Fields))
                        .orElse(false);
    }

    Inventory read(String file, YamlTree tree) {
        if (!(tree instanceof YamlTree.Fields top)) {
            return new Inventory(file, hosts(tree), List.of(), notes);
        }
        List<HostEntry> hosts = List.of();
        List<SegmentHint> segments = new ArrayList<>();
        for (Map.Entry<String, YamlTree.Field> entry : top.values().entrySet()) {
            YamlTree.Field field = entry.getValue();
            switch (entry.getKey()) {
                case "hosts" -> hosts = hosts(field.value());
                case "segments" -> field.value().items("segments").forEach(item -> segments.add(segment(item)));
                default -> unknown(field, entry.getKey());
            }
        }
        return new Inventory(file, hosts, segments, notes);
    }

    private List<HostEntry> hosts(YamlTree list) {
        List<HostEntry> hosts = new ArrayList<>();
        for (YamlTree item : list.items("hosts")) {
            if (item instanceof YamlTree.Fields fields) {
                hosts.add(host(fields));
            } else {
                hosts.addAll(HostWord.hosts(item.at(), item.text("a host").strip()));
            }
        }
        return hosts;
    }

    private HostEntry host(YamlTree.Fields item) {
        Map<String, YamlTree.Field> said = new LinkedHashMap<>(item.values());
        YamlTree.Field named = said.remove("name");
        HostFields fields = new HostFields(item.at(), name(item, named), folder);
        said.forEach((key, field) -> {
            if (!fields.own(key, field.value())) {
                unknown(field, key);
            }
        });
        return fields.entry();
    }

    private static String name(YamlTree.Fields item, YamlTree.Field named) {
        if (named != null) {
            return named.value().text("a name").strip();
        }
        YamlTree.Field host = item.values().get("host");
        YamlTree.Field namespace = item.values().get("netns");
        if (host == null && namespace == null) {
            throw item.at().error("a host needs 'host' or 'netns'");
        }
        return host == null
                ? namespace.value().text("netns").strip()
                : HostWord.nodeName(
                        Login.ofField(host.at(), host.value().text("host").strip())
                                .host());
    }

    private SegmentHint segment(YamlTree item) {
        Map<String, YamlTree.Field> said = item.fields("a segment");
        List<YamlTree.Text> members = new ArrayList<>();
        said.forEach((key, field) -> {
            if (!List.of("name", "subnet", "members", "medium").contains(key)) {
                unknown(field, key);
            }
        });
        if (said.containsKey("members")) {
            for (YamlTree member : said.get("members").value().items("members")) {
                members.add(
                        new YamlTree.Text(member.at(), member.text("a member").strip()));
            }
        }
        Optional<IpPrefix> subnet = text(said, "subnet").map(t -> IpPrefix.parse(t.value())
                .orElseThrow(() -> t.at().error("'" + t.value() + "' is no subnet: write one like 10.1.1.0/24")));
        if (subnet.isPresent() != members.isEmpty()) {
            throw item.at().error("a segment needs either its members or its subnet");
        }
        String name = text(said, "name").map(YamlTree.Text::value).orElseThrow(() -> item.at()
                .error("a segment needs a name"));
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.:-]{0,62}")) {
            throw said.get("name").at().error("'" + name + "' cannot be a segment's name");
        }
        return new SegmentHint(item.at(), name, subnet, members, medium(said));
    }

    private static Optional<Medium> medium(Map<String, YamlTree.Field> said) {
        return text(said, "medium")
                .map(t -> Optional.ofNullable(MEDIA.get(t.value())).orElseThrow(() -> t.at().error(
                                "'" + t.value() + "' is no medium: write switched, flooding or" + " point-to-point")));
    }

    private static Optional<YamlTree.Text> text(Map<String, YamlTree.Field> said, String key) {
        return Optional.ofNullable(said.get(key))
                .map(field -> new YamlTree.Text(
                        field.value().at(), field.value().text(key).strip()));
    }

    private void unknown(YamlTree.Field field, String key) {
        notes.add(field.at() + ": '" + key + "' is not known here and was passed over");
    }
}
