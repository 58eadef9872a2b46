package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;
import org.overtap.report.TextAndDocument;
import org.overtap.topology.file.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code overtap lab list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the labs of this machine.")
public final class LabListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final OutputOptions output = new OutputOptions(TextAndDocument.class);

    @Override
    public Integer call() throws LabException, IOException {
        List<Lab.Standing> labs = new ArrayList<>();
        for (String name : Lab.names()) {
            labs.add(Lab.standing(name));
        }
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/labs/1");
        ArrayNode entries = document.putArray("labs");
        labs.forEach(lab -> entries.add(LabText.document(lab)));
        output.write(spec.commandLine().getOut(), new TextAndDocument(text(labs), document));
        return ExitCode.DONE;
    }

    private static String text(List<Lab.Standing> labs) {
        StringBuilder text = new StringBuilder();
        for (Lab.Standing lab : labs) {
            String experiment = lab.settings().map(one -> one.experiment()).orElse("?");
            text.append(lab.name()).append(": ").append(experiment).append(", ").append(LabText.state(lab));
            text.append('\n').append(LabText.machines(lab));
        }
        return text.append(labs.size())
                .append(labs.size() == 1 ? " lab\n" : " labs\n")
                .toString();
    }
}
