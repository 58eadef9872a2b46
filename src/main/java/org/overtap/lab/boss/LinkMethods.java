package org.overtap.lab.boss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.MethodReply;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.ShapingChange;
import org.overtap.lab.net.LabException;

/** The methods of the module {@code experiment} that change a link while the experiment runs. */
final class LinkMethods {
    private static final String PROGRAMS = "/usr/testbed/bin/";
    private static final String DELAY_CONFIG = "delay_config";
    private static final String LINK_CONFIG = "link_config";
    private static final Set<String> STEADY = Set.of(Experiment.ACTIVE, Experiment.SWAPPED);
    private static final String WARNING = """
            *** WARNING:
                You should *always* test your links and lans to make sure they
                are behaving as you expect.
            """;

    private final Experiment experiment;

    LinkMethods(Experiment experiment) {
        this.experiment = experiment;
    }

    /** The methods by name. */
    Map<String, Method> table() {
        List<String> required = List.of("proj", "exp", "link", "params");
        Map<String, Method> table = new LinkedHashMap<>();
        table.put("experiment.delay_config", Method.closable(required, this::delayConfig));
        table.put("experiment.link_config", Method.closable(required, this::linkConfig));
        table.put("experiment.iwconfig", Method.closable(required, this::linkConfig));
        return table;
    }

    /** A script's end other than well. */
    private static final class Died extends Exception {
        private final int status;

        Died(int status, String output) {
            super(output);
            this.status = status;
        }

        static Died because(String program, String text) {
            return new Died(255, "*** " + PROGRAMS + program + ":\n    " + text + "\n");
        }
    }

    private interface Script {
        String run() throws Died, LabException;
    }

    /** Runs in turn with the swaps, unless one is going on. */
    private MethodReply script(String program, String refusal, Script script) throws Fault {
        try {
            steady(program, refusal);
            return experiment.inTurn(() -> {
                try {
                    steady(program, refusal);
                    return new MethodReply(MethodReply.SUCCESS, 0, script.run());
                } catch (Died died) {
                    return new MethodReply(MethodReply.ERROR, died.status, died.getMessage());
                }
            });
        } catch (Died died) {
            return new MethodReply(MethodReply.ERROR, died.status, died.getMessage());
        } catch (LabException e) {
            throw new Fault("exceptions.IOError:" + e.getMessage());
        }
    }

    private void steady(String program, String refusal) throws Died {
        if (!STEADY.contains(experiment.clock().state())) {
            throw Died.because(program, refusal);
        }
    }

    private MethodReply delayConfig(Arguments given) throws Fault {
        return script(
                DELAY_CONFIG,
                "Experiment must be ACTIVE or SWAPPED to change delays\n",
                () -> shape(change(given), given.yes("persist")));
    }

    private static ShapingChange change(Arguments given) throws Died {
        try {
            return new ShapingChange(
                    name(given, DELAY_CONFIG),
                    given.yes("bridge"),
                    source(given),
                    DelayParameters.read(parameters(given)));
        } catch (IllegalArgumentException e) {
            throw new Died(2, e.getMessage());
        }
    }

    private static String name(Arguments given, String program) throws Died {
        String name = given.text("link").orElse("");
        if (!name.matches("[-\\w]+")) {
            throw Died.because(program, "Bad link name: " + name + "\n");
        }
        return name;
    }

    private static Optional<String> source(Arguments given) throws Died {
        Optional<String> source = given.text("src");
        if (source.isPresent() && !source.get().matches("[-\\w]+")) {
            throw new Died(255, "*** Bad srcvnode name: " + source.get() + ".\n");
        }
        return source;
    }

    private static Map<?, ?> parameters(Arguments given) {
        return given.find("params").orElse("") instanceof Map<?, ?> map ? map : Map.of();
    }

    private String shape(ShapingChange change, boolean persist) throws Died, LabException {
        BossState now = experiment.snapshot();
        String where = change.name() + " is not a %s in " + now.id().text() + "!\n";
        if (change.bridge()) {
            require(has(now, "virt_bridges", change.name()), DELAY_CONFIG, where.formatted("bridge"));
        } else {
            require(has(now, "virt_lans", change.name()), DELAY_CONFIG, where.formatted("link"));
            boolean bridged = now.virtual().lans().stream()
                    .filter(row -> change.name().equals(row.get("vname")))
                    .anyMatch(row -> !row.getOrDefault("bridge_vname", "").isEmpty());
            require(!bridged, DELAY_CONFIG, change.name() + " is bridged; please use the -b option instead.\n");
        }
        if (now.built().isPresent()) {
            Optional<Blueprint> shaped = change.appliedTo(now.built().get());
            if (shaped.isEmpty()) {
                throw unshaped(now.built().get(), change, where);
            }
            experiment.reshape(shaped.get());
        }
        if (persist) {
            experiment.describe(change.appliedTo(now.virtual()));
        }
        return now.built().isPresent() ? WARNING : persist ? "" : inactive(now);
    }

    /** Linux shapes on its own ends, but Emulab cannot change it there while it runs. */
    private static Died unshaped(Blueprint built, ShapingChange change, String where) {
        boolean onEnds = built.endDelays().stream()
                .anyMatch(delay -> delay.delay().lan().equals(change.name())
                        && change.source().map(delay.machine()::equals).orElse(true));
        return onEnds
                ? new Died(
                        2,
                        Died.because(DELAY_CONFIG, "Oops, dynamic events do not yet work on Linux!")
                                .getMessage())
                : Died.because(
                        DELAY_CONFIG, where.formatted("traffic shaped link").strip());
    }

    private static void require(boolean holds, String program, String text) throws Died {
        if (!holds) {
            throw Died.because(program, text);
        }
    }

    private static boolean has(BossState now, String table, String name) {
        return now.virtual().rows(table).stream().anyMatch(row -> name.equals(row.get("vname")));
    }

    private static String inactive(BossState now) {
        return "Experiment " + now.id().text() + " is not active. If you want to change\n"
                + "the base experiment configuration, please use the -m option!\n";
    }

    private MethodReply linkConfig(Arguments given) throws Fault {
        return script(
                LINK_CONFIG,
                "Experiment " + experiment.id().text()
                        + " must be ACTIVE or SWAPPED\n    to alter its delay configuration.",
                () -> configure(given));
    }

    private static LinkSettings settings(Arguments given, String link) throws Died {
        try {
            return LinkSettings.read(parameters(given), link, source(given));
        } catch (IllegalArgumentException e) {
            throw new Died(e.getMessage().startsWith("***") ? 255 : 2, e.getMessage());
        }
    }

    private String configure(Arguments given) throws Died, LabException {
        BossState now = experiment.snapshot();
        String link = name(given, LINK_CONFIG);
        LinkSettings settings = settings(given, link);
        require(
                has(now, "virt_lans", link),
                LINK_CONFIG,
                link + " is not a link in " + now.id().text() + "!");
        List<Map<String, String>> members = now.virtual().lans().stream()
                .filter(row -> link.equals(row.get("vname")))
                .filter(row -> settings.source().map(row.get("vnode")::equals).orElse(true))
                .toList();
        require(
                !members.isEmpty(),
                LINK_CONFIG,
                "Cannot map " + settings.source().orElse("") + " to a virt_lan member in "
                        + now.id().text());
        if (settings.up().isPresent()) {
            for (Map<String, String> member : now.built().isPresent() ? members : List.<Map<String, String>>of()) {
                String iface = "eth" + (Integer.parseInt(member.get("vport")) + 1);
                experiment.carrier(member.get("vnode"), iface, settings.up().get());
            }
        }
        if (given.yes("persist")) {
            experiment.describe(settings.appliedTo(now.virtual(), members));
        }
        return now.built().isPresent() || given.yes("persist") ? "" : inactive(now);
    }
}
