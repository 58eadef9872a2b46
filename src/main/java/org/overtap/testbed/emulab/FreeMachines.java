package org.overtap.testbed.emulab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.testbed.emulab.boss.ReplyStruct;

/**
 * Counts the free machines of a site: all that a script's {@code pc} can become, and those of each hardware type.
 * Delay nodes and nodes without a type of their own are chosen by the site among these.
 */
final class FreeMachines {
    private static final String CLASS = "pc";

    /** Columns of {@code node_types} that tell that a type is no machine of the site's own. */
    private static final List<String> NOT_MACHINES =
            List.of("isvirtnode", "isremotenode", "issubnode", "issimnode", "isgeninode", "isfednode", "isswitch");

    private final BossClient boss;
    private final ExperimentName experiment;

    FreeMachines(BossClient boss, ExperimentName experiment) {
        this.boss = boss;
        this.experiment = experiment;
    }

    /** All of them, types not told. */
    FreeNodes all() throws TestbedException {
        return new FreeNodes(CLASS, available(Map.of()), Map.of());
    }

    /** Those of each hardware type, one question a type; empty if the boss does not tell which types there are. */
    Map<String, Integer> byType() throws TestbedException {
        Map<String, Integer> byType = new TreeMap<>();
        for (String type : types()) {
            int count = available(Map.of("type", type));
            if (count > 0) {
                byType.put(type, count);
            }
        }
        return byType;
    }

    private int available(Map<String, Object> more) throws TestbedException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("class", CLASS);
        arguments.put("proj", experiment.project());
        arguments.putAll(more);
        return ReplyStruct.of("node.available", Map.of("value", boss.value("node.available", arguments)))
                .number("value")
                .orElse(0.0)
                .intValue();
    }

    /** Which types there are is only nice to know: a boss that does not tell everybody is no trouble. */
    private List<String> types() {
        List<String> names = new ArrayList<>();
        try {
            ReplyStruct rows = ReplyStruct.of("node.typeinfo", boss.value("node.typeinfo", Map.of()));
            for (Map.Entry<String, ReplyStruct> row : rows.structs().entrySet()) {
                if (machine(row.getValue())) {
                    names.add(row.getKey());
                }
            }
        } catch (TestbedException e) {
            return List.of();
        }
        return names;
    }

    private static boolean machine(ReplyStruct type) throws TestbedException {
        for (String flag : NOT_MACHINES) {
            if (type.flag(flag)) {
                return false;
            }
        }
        return type.text("class").equals(CLASS);
    }
}
