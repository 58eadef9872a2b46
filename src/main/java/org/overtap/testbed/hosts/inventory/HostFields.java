package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a list says of one host, by overtap's own words for it; Ansible's words are translated. */
final class HostFields {
    /** Ansible's names of connection variables, the later ones winning over the older ones. */
    private static final Map<String, String> ANSIBLE = Map.ofEntries(
            Map.entry("ansible_host", "host"),
            Map.entry("ansible_ssh_host", "host"),
            Map.entry("ansible_port", "port"),
            Map.entry("ansible_ssh_port", "port"),
            Map.entry("ansible_user", "user"),
            Map.entry("ansible_ssh_user", "user"),
            Map.entry("ansible_private_key_file", "key"),
            Map.entry("ansible_ssh_private_key_file", "key"),
            Map.entry("ansible_ssh_common_args", "ssh-arguments"),
            Map.entry("ansible_connection", "connection"),
            Map.entry("overtap_gateway", "gateway"),
            Map.entry("overtap_netns", "netns"),
            Map.entry("overtap_control", "control"),
            Map.entry("overtap_interfaces", "interfaces"),
            Map.entry("overtap_role", "role"));

    private static final List<String> OWN =
            List.of("host", "port", "user", "key", "gateway", "netns", "control", "interfaces", "role");

    private static final Pattern JUMP =
            Pattern.compile("(?:^|\\s)(?:-J\\s*|-o\\s*['\"]?ProxyJump[= ]\\s*)([^\\s'\"]+)");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}";
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9_.-]{0,255}";
    private static final String INTERFACE = "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,31}";

    private final Mark at;
    private final String name;
    private final Path folder;
    private final Map<String, YamlTree> values = new LinkedHashMap<>();

    /** Paths are relative to the folder. */
    HostFields(Mark at, String name, Path folder) {
        this.at = at;
        this.name = name;
        this.folder = folder;
    }

    /** Takes one of overtap's own words; false if it is none. */
    boolean own(String key, YamlTree value) {
        String word = key.equals("jump") ? "gateway" : key;
        if (!OWN.contains(word)) {
            return false;
        }
        values.put(word, value);
        return true;
    }

    /** Takes one of Ansible's variables; false if it says nothing of how a host is reached. */
    boolean ansible(String key, YamlTree value) {
        String word = ANSIBLE.get(key);
        if (word == null) {
            return false;
        }
        if (value instanceof YamlTree.Text text
                && (text.value().contains("{{") || text.value().contains("$ANSIBLE"))) {
            throw text.at().error(key + " is a template or a secret, which only Ansible itself can read: write it out");
        }
        // ansible_user wins over ansible_ssh_user and the like, whichever comes first.
        if (key.startsWith("ansible_ssh_") && !key.endsWith("_file")) {
            values.putIfAbsent(word, value);
        } else {
            values.put(word, value);
        }
        return true;
    }

    /** Where the host is, unless something else was said. */
    void hostUnlessSaid(String host) {
        if (!values.containsKey("netns")) {
            values.putIfAbsent("host", new YamlTree.Text(at, host));
        }
    }

    /** Whether Ansible reaches the host by SSH. */
    boolean bySsh() {
        return text("connection")
                .map(word -> word.value().matches("(ansible\\.[a-z]+\\.)?(ssh|smart|paramiko(_ssh)?)"))
                .orElse(true);
    }

    /** The host. */
    HostEntry entry() {
        if (!name.matches(NAME)) {
            throw at.error("'" + name + "' cannot be a node's name: letters, digits, '.', '_' and '-', at most 63,"
                    + " the first a letter or digit");
        }
        return new HostEntry(at, name, access(), control(), interfaces(), router());
    }

    private HostAccess access() {
        Optional<YamlTree.Text> namespace = text("netns");
        if (namespace.isPresent()) {
            for (String other : List.of("host", "port", "user", "key", "gateway")) {
                text(other).ifPresent(there -> {
                    throw there.at().error(other + " and netns exclude each other: a namespace is not logged in on");
                });
            }
            return new HostAccess.Namespace(matching(namespace.get(), WORD, "no name of a namespace"));
        }
        YamlTree.Text host = text("host").orElse(new YamlTree.Text(at, name));
        Login login = Login.ofField(host.at(), host.value());
        int port = text("port").map(t -> Login.port(t.at(), t.value())).orElse(login.port());
        String user = text("user").map(t -> Login.user(t.at(), t.value())).orElse(login.user());
        return new HostAccess.Ssh(login.host(), port, user, key(), gateway());
    }

    private Optional<Path> key() {
        return text("key")
                .map(t -> t.value().startsWith("~/")
                        ? Path.of(System.getProperty("user.home"), t.value().substring(2))
                        : folder.resolve(t.value()));
    }

    private Optional<String> gateway() {
        Optional<String> own = text("gateway").map(t -> {
            for (String hop : t.value().split(",", -1)) {
                Login.parse(t.at(), hop);
            }
            return t.value();
        });
        return own.or(() -> text("ssh-arguments").flatMap(t -> {
            Matcher jump = JUMP.matcher(t.value());
            return jump.find() ? Optional.of(jump.group(1)) : Optional.empty();
        }));
    }

    private Optional<String> control() {
        return text("control").map(t -> matching(t, "[0-9A-Fa-f:.]{2,45}|" + INTERFACE, "no address or interface"));
    }

    private List<String> interfaces() {
        List<String> names = new ArrayList<>();
        YamlTree value = values.get("interfaces");
        if (value instanceof YamlTree.Text text) {
            for (String word : text.value().split("[,\\s]+")) {
                names.add(matching(new YamlTree.Text(text.at(), word), INTERFACE, "no name of an interface"));
            }
        } else if (value != null) {
            for (YamlTree item : value.items("interfaces")) {
                String word = item.text("an interface");
                names.add(matching(new YamlTree.Text(item.at(), word), INTERFACE, "no name of an interface"));
            }
        }
        return names;
    }

    private boolean router() {
        return text("role")
                .map(t -> matching(t, "host|router", "no role: write host or router"))
                .map("router"::equals)
                .orElse(false);
    }

    private Optional<YamlTree.Text> text(String word) {
        YamlTree value = values.get(word);
        return value == null
                ? Optional.empty()
                : Optional.of(new YamlTree.Text(value.at(), value.text(word).strip()))
                        .filter(t -> !t.value().isEmpty());
    }

    private static String matching(YamlTree.Text text, String pattern, String complaint) {
        if (!text.value().matches(pattern)) {
            throw text.at().error("'" + text.value() + "' is " + complaint);
        }
        return text.value();
    }
}
