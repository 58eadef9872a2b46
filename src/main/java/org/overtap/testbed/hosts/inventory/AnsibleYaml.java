package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An Ansible inventory in its YAML form: groups with {@code hosts}, {@code children} and {@code vars}. */
final class AnsibleYaml {
    private final AnsibleGroups groups;

    private AnsibleYaml(AnsibleGroups groups) {
        this.groups = groups;
    }

    static Inventory read(String file, Path folder, YamlTree tree) {
        AnsibleYaml reading = new AnsibleYaml(new AnsibleGroups(file, folder));
        tree.fields("an inventory").forEach((name, field) -> reading.group(name, field.value()));
        return reading.groups.inventory();
    }

    private void group(String name, YamlTree body) {
        groups.group(name);
        body.fields("group " + name).forEach((key, field) -> {
            switch (key) {
                case "hosts" -> hosts(name, field.value());
                case "children" ->
                    field.value().fields("children").forEach((child, value) -> {
                        groups.child(name, value.at(), child);
                        group(child, value.value());
                    });
                case "vars" ->
                    field.value()
                            .fields("vars")
                            .forEach((variable, value) -> groups.value(name, variable, value.value()));
                default -> groups.note(field.at() + ": '" + key + "' is not known here and was passed over");
            }
        });
    }

    private void hosts(String group, YamlTree hosts) {
        hosts.fields("the hosts of a group").forEach((pattern, field) -> {
            Map<String, YamlTree> values = new LinkedHashMap<>();
            field.value().fields("a host's variables").forEach((key, value) -> values.put(key, value.value()));
            groups.hosts(group, field.at(), pattern, values);
        });
    }
}
