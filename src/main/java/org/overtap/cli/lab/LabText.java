package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.overtap.lab.Lab;
import org.overtap.topology.file.JsonDocument;

/** A lab for people, and as a document. */
final class LabText {
    private LabText() {}

    static String state(Lab.Standing lab) {
        return lab.status().map(status -> status.state()).orElse("incomplete");
    }

    /** One line for each machine, then what is not emulated. */
    static String machines(Lab.Standing lab) {
        StringBuilder text = new StringBuilder();
        lab.status().ifPresent(status -> {
            status.machines()
                    .forEach(machine -> text.append(String.format(
                            Locale.ROOT,
                            "  %-20s %-7s %-7s %s%n",
                            machine.name(),
                            machine.role(),
                            machine.machine(),
                            machine.address())));
            status.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
        });
        return text.toString();
    }

    static ObjectNode document(Lab.Standing lab) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("name", lab.name());
        document.put("experiment", lab.settings().map(one -> one.experiment()).orElse(null));
        document.put("state", state(lab));
        ArrayNode machines = document.putArray("machines");
        ArrayNode notes = document.putArray("notes");
        lab.status().ifPresent(status -> {
            status.machines().forEach(machine -> machines.addPOJO(machine));
            status.notes().forEach(notes::add);
        });
        return document.put("profile", lab.settings().map(one -> one.profile()).orElse(null));
    }
}
