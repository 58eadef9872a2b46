package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.report.TextAndDocument;
import org.overtap.report.format.Table;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.TestbedRegistry;
import org.overtap.topology.file.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists testbeds. */
@Command(
        name = "testbeds",
        mixinStandardHelpOptions = true,
        description = "List the testbeds that are known, and how far each was tried: live, recorded or untested.")
final class TestbedsCommand implements Callable<Integer> {
    private final TestbedRegistry testbeds;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final OutputOptions output = new OutputOptions(TextAndDocument.class);

    TestbedsCommand(TestbedRegistry testbeds) {
        this.testbeds = testbeds;
    }

    @Override
    public Integer call() throws Exception {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/testbeds/1");
        Table table = new Table("name", "support", "tried against");
        for (TestbedProvider testbed : testbeds.all()) {
            table.row(testbed.name(), testbed.support().toString(), testbed.experience());
            ObjectNode row = document.withArray("testbeds")
                    .addObject()
                    .put("name", testbed.name())
                    .put("support", testbed.support().toString());
            if (!testbed.experience().isEmpty()) {
                row.put("triedAgainst", testbed.experience());
            }
        }
        output.write(spec.commandLine().getOut(), new TextAndDocument(table.toString(), document));
        return ExitCode.DONE;
    }
}
