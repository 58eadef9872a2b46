package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.lab.ns.VirtualExperiment;

/** What a script asks for and a lab takes without doing anything: one sentence for each kind, however many nodes ask. */
final class IgnoredRequests {
    private static final int SHOWN = 6;
    private static final Set<String> OWN_TYPES = Set.of("", "pc", "pc3000", "delay");
    private static final Set<String> DEFAULTS = Set.of("", "0", "none");

    private final VirtualExperiment experiment;
    private final List<String> sentences = new ArrayList<>();

    private IgnoredRequests(VirtualExperiment experiment) {
        this.experiment = experiment;
    }

    static List<String> of(VirtualExperiment experiment) {
        IgnoredRequests requests = new IgnoredRequests(experiment);
        requests.machines();
        requests.software();
        requests.links();
        requests.services();
        return List.copyOf(requests.sentences);
    }

    private void machines() {
        say(
                values("virt_nodes", "osname", ""),
                "images are not loaded: every node runs this computer's own system, not ");
        Stream<String> stoodFor = experiment.rows("virt_vtypes").stream()
                .flatMap(row -> Arrays.stream(row.getOrDefault("members", "").split(" ")));
        Set<String> own = set(experiment.rows("virt_vtypes").stream().map(row -> row.get("name")));
        Set<String> types = set(Stream.concat(values("virt_nodes", "type", "").stream(), stoodFor));
        types.removeAll(OWN_TYPES);
        types.removeAll(own);
        say(types, "there is no such hardware here, namespaces of this computer play it: ");
        say(
                named("virt_node_desires", row -> true, row -> row.get("desire") + " of " + row.get("vname")),
                "the size and the features of machines are not looked at: ");
    }

    private void software() {
        say(
                set(Stream.concat(
                        values("virt_nodes", "tarfiles", "vname").stream(),
                        experiment.rows("experiment_blobs").stream().map(row -> "all nodes"))),
                "tarfiles are not unpacked, there is no /proj: those of ");
        say(values("virt_nodes", "rpms", "vname"), "packages are not installed, those of ");
        say(values("virt_nodes", "cmd_line", "vname"), "kernels take no command line, that of ");
    }

    private void links() {
        say(values("virt_lans", "q_red", "vname"), "queues drop at their end, RED is not emulated on ");
        say(
                set(Stream.concat(
                        values("virt_lans", "backfill", "vname").stream(),
                        values("virt_lans", "rbackfill", "vname").stream())),
                "there is no backfill on ");
        say(
                named(
                        "virt_lans",
                        row -> !DEFAULTS.contains(row.getOrDefault("fixed_iface", "")),
                        row -> row.get("fixed_iface") + " of " + row.get("vnode")),
                "interfaces are named in the order of the links, not as asked for: ");
        say(
                named(
                        "virt_lans",
                        row -> !"ethernet".equals(row.getOrDefault("protocol", "ethernet")),
                        row -> row.get("protocol") + " on " + row.get("vname")),
                "every network is an Ethernet, not ");
    }

    private void services() {
        say(values("virt_firewalls", "fwname", ""), "firewalls let everything pass: ");
        say(values("virt_blockstores", "vname", ""), "there is no storage: ");
        say(
                set(Stream.of("virt_node_disks", "virt_client_service_ctl", "virt_client_service_hooks")
                        .filter(table -> !experiment.rows(table).isEmpty())
                        .map(table -> table.startsWith("virt_node") ? "disks" : "services of images")),
                "nothing is done about ");
        say(
                set(Stream.of("elab_in_elab", "usemodelnet")
                        .filter(column -> !values("experiments", column, "").isEmpty())
                        .map(column -> column.equals("usemodelnet") ? "a ModelNet core" : "a testbed inside")),
                "nothing is built of ");
    }

    private void say(Collection<String> what, String beginning) {
        if (!what.isEmpty()) {
            String more = what.size() > SHOWN ? " and " + (what.size() - SHOWN) + " more" : "";
            sentences.add(beginning + what.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more);
        }
    }

    /** A column's values that are no defaults, or another column's where it has one. */
    private Set<String> values(String table, String column, String told) {
        return named(
                table,
                row -> !DEFAULTS.contains(row.getOrDefault(column, "")),
                row -> row.get(told.isEmpty() ? column : told));
    }

    private Set<String> named(
            String table, Predicate<Map<String, String>> asks, Function<Map<String, String>, String> name) {
        return set(experiment.rows(table).stream().filter(asks).map(name));
    }

    private static Set<String> set(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
