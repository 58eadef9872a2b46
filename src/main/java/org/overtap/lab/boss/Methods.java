package org.overtap.lab.boss;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.MethodReply;
import org.overtap.lab.boss.wire.PythonText;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.ns.NsScriptException;

/** The methods of the module {@code experiment}. */
final class Methods {
    private static final int LONGEST_SCRIPT = 512 * 1024;
    private static final Set<String> MAPPED = Set.of("active", "activating", "modify_reparse");

    private final Experiment experiment;
    private final VirtualReplies virtual;
    private final BossScripts scripts;

    Methods(Experiment experiment, VirtualReplies virtual, BossScripts scripts) {
        this.experiment = experiment;
        this.virtual = virtual;
        this.scripts = scripts;
    }

    /** The methods by name. */
    Map<String, Method> table() {
        List<String> which = List.of("proj", "exp");
        Map<String, Method> table = new LinkedHashMap<>();
        table.put("experiment.state", Method.open(which, given -> told(state())));
        table.put("experiment.statewait", Method.open(List.of("proj", "exp", "state"), this::statewait));
        table.put("experiment.waitforactive", Method.open(which, given -> await(List.of(Experiment.ACTIVE), given)));
        table.put("experiment.info", Method.closable(List.of("proj", "exp", "aspect"), this::info));
        table.put(
                "experiment.nsfile",
                Method.open(which, given -> new MethodReply(MethodReply.SUCCESS, now().script(), "ok")));
        table.put("experiment.nscheck", Method.closableForAll(List.of(), this::nscheck));
        table.put("experiment.modify", Method.closable(which, this::modify));
        table.put("experiment.swapexp", Method.closable(List.of("proj", "exp", "direction"), this::swap));
        table.put("experiment.virtual_topology", Method.open(which, this::topology));
        table.put("experiment.virtual_topology_xml", Method.open(which, given -> MethodReply.of(virtual.xml(now()))));
        table.put(
                "experiment.expinfo", Method.closable(which, given -> new MethodReply(0, 0, new Report(now()).text())));
        table.put("experiment.metadata", Method.open(which, given -> MethodReply.of(metadata())));
        table.put(
                "experiment.constraints",
                Method.openForAll(List.of(), given -> MethodReply.told(Map.of("idle/threshold", "2"))));
        table.put("experiment.getlist", Method.openForAll(List.of(), this::getlist));
        table.put("experiment.eventsys_control", Method.closable(List.of("proj", "exp", "action"), this::eventsystem));
        return table;
    }

    private BossState now() {
        return experiment.snapshot();
    }

    private String state() {
        return experiment.clock().state();
    }

    private static MethodReply told(String text) {
        return new MethodReply(MethodReply.SUCCESS, text, text);
    }

    private MethodReply statewait(Arguments given) throws InterruptedException {
        return await(given.texts("state"), given);
    }

    private MethodReply await(List<String> wanted, Arguments given) throws InterruptedException {
        Optional<Duration> limit = given.text("timeout")
                .map(Double::parseDouble)
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
        return experiment
                .clock()
                .await(wanted, limit)
                .map(Methods::told)
                .orElseGet(() -> MethodReply.failed(
                        MethodReply.TIMED_OUT, "Timed out waiting for states: " + PythonText.of(wanted)));
    }

    private MethodReply info(Arguments given) throws Fault {
        BossState now = now();
        String aspect = given.text("aspect").orElse("");
        if (aspect.equals("links")) {
            return MethodReply.of(virtual.links(now.virtual()));
        }
        if (!Set.of("mapping", "physical", "traces").contains(aspect)) {
            return MethodReply.failed(MethodReply.BAD_ARGUMENTS, "Bad aspect: " + aspect);
        }
        if (aspect.equals("mapping") && !MAPPED.contains(now.state())) {
            return MethodReply.failed(MethodReply.ERROR, "Experiment is not active!");
        }
        Blueprint built =
                now.built().orElse(new Blueprint(null, List.of(), List.of(), List.of(), List.of(), List.of()));
        PhysicalReplies replies = new PhysicalReplies(now.id(), built, experiment.nodes());
        return switch (aspect) {
            case "mapping" -> MethodReply.of(replies.mapping());
            case "physical" -> MethodReply.of(replies.physical());
            default -> MethodReply.of(replies.traces());
        };
    }

    private MethodReply nscheck(Arguments given) {
        Optional<String> script = given.text("nsfilestr");
        if (script.isEmpty()) {
            return MethodReply.failed(MethodReply.BAD_ARGUMENTS, "Must supply 'nsfilestr'");
        }
        if (tooBig(script.get())) {
            return MethodReply.failed(MethodReply.TOO_BIG, "NS File is way too big!");
        }
        try {
            scripts.check(script.get());
            return MethodReply.ok();
        } catch (NsScriptException e) {
            return MethodReply.scriptFailed(e.output());
        }
    }

    private static boolean tooBig(String script) {
        return script.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_SCRIPT;
    }

    private MethodReply modify(Arguments given) {
        Optional<String> script = given.text("nsfilestr");
        if (script.filter(Methods::tooBig).isPresent()) {
            return MethodReply.failed(MethodReply.TOO_BIG, "NS File is way too big!");
        }
        log("modify", List.of("reboot", "restart_eventsys"), given);
        return begun(
                experiment.modify(script, given.yes("restart_eventsys")),
                given,
                "must be ACTIVE or SWAPPED to modify!");
    }

    /** What was asked for can be read in the boss's log. */
    private static void log(String method, List<String> flags, Arguments given) {
        List<String> set = flags.stream().filter(given::yes).toList();
        System.err.println(
                "experiment." + method + set.stream().map(flag -> " " + flag).collect(Collectors.joining()));
    }

    private MethodReply swap(Arguments given) {
        log("swapexp " + given.text("direction").orElse(""), List.of(), given);
        return switch (given.text("direction").orElse("")) {
            case "in" -> begun(experiment.swapIn(), given, "is not swapped out!");
            case "out" -> begun(experiment.swapOut(), given, "is not active!");
            default -> MethodReply.failed(MethodReply.BAD_ARGUMENTS, "direction must be in or out");
        };
    }

    /** The state has moved already; the rest is waited for only when asked, and its failure told only then. */
    private MethodReply begun(Optional<CompletableFuture<Optional<String>>> work, Arguments given, String refusal) {
        if (work.isEmpty()) {
            return MethodReply.scriptFailed("Experiment " + experiment.id().text() + " " + refusal);
        }
        if (!given.yes("wait")) {
            return MethodReply.ok();
        }
        return work.get().join().isPresent() ? MethodReply.scriptFailed("") : MethodReply.ok();
    }

    private MethodReply topology(Arguments given) {
        return MethodReply.of(virtual.topology(now(), given.texts("tables"), given.texts("exclude")));
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>(virtual.settings(now()));
        metadata.values().removeIf(""::equals);
        metadata.put(
                "user_environment",
                now().virtual().rows("virt_user_environment").stream()
                        .map(row -> Map.of("name", row.get("name"), "value", row.get("value")))
                        .toList());
        return metadata;
    }

    private MethodReply getlist(Arguments given) {
        ExperimentId id = experiment.id();
        boolean full = given.text("format").filter("full"::equals).isPresent();
        Object entry = full ? new Report(now()).summary() : id.eid();
        return MethodReply.told(Map.of(id.pid(), Map.of(id.pid(), List.of(entry))));
    }

    private MethodReply eventsystem(Arguments given) {
        if (!state().equals(Experiment.ACTIVE)) {
            return MethodReply.scriptFailed("Experiment " + experiment.id().text() + " is not active!");
        }
        if (Set.of("start", "replay").contains(given.text("action").orElse(""))) {
            experiment.replay();
        }
        return MethodReply.ok();
    }
}
