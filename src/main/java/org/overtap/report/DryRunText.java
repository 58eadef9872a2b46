package org.overtap.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.overtap.lifecycle.DryRun;
import org.overtap.overlay.plan.PlanFile;

/** What a deployment would do, for people and as a document. */
public final class DryRunText {
    private DryRunText() {}

    /** The plan, what would be sent to the testbed, and what would be run on nodes. */
    public static String of(DryRun run) {
        StringBuilder text = new StringBuilder(PlanText.of(run.plan())).append('\n');
        run.changedAlready().ifPresent(noun -> text.append("the testbed has the ")
                .append(noun)
                .append(" for this already: the experiment stays as it is\n"));
        run.change().ifPresent(change -> append(text, change));
        for (DryRun.Action action : run.actions()) {
            text.append(action.title()).append('\n');
            action.lines().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.append("nothing was changed\n").toString();
    }

    private static void append(StringBuilder text, DryRun.Change change) {
        text.append(
                change.anew()
                        ? "start a NEW experiment with this (lines with + are added to what this one is like, lines with -"
                                + " go):\n"
                        : "send this " + change.noun()
                                + " (lines with + are added to the one that the testbed has, lines with - go):\n");
        change.difference().forEach(line -> text.append(line).append('\n'));
        text.append(change.anew() ? "for that:\n" : "ask the testbed:\n");
        change.asked().forEach(asked -> text.append("    ").append(asked).append('\n'));
        if (change.uncollected()) {
            text.append("this would be refused until 'overtap collect' has run, or with --discard-data\n");
        }
        text.append(
                change.anew()
                        ? "then, deploying on the new one, at the addresses of its machines:\n"
                        : "then, under the names that the testbed gives to the added machines:\n");
    }

    /** The same as a document. */
    public static ObjectNode document(DryRun run) {
        ObjectNode document = PlanFile.document(run.plan()).put("schema", "overtap/dry-run/1");
        run.change().ifPresent(change -> {
            document.put("script", change.text());
            change.difference().forEach(document.putArray("difference")::add);
        });
        ArrayNode asked = document.putArray("swap");
        run.change().ifPresent(change -> change.asked().forEach(asked::add));
        ArrayNode actions = document.putArray("actions");
        for (DryRun.Action action : run.actions()) {
            ObjectNode entry = actions.addObject().put("node", action.node()).put("title", action.title());
            action.lines().forEach(entry.putArray("lines")::add);
        }
        return document;
    }
}
