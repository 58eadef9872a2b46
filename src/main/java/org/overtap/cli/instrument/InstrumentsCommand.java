package org.overtap.cli.instrument;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.UsageException;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.InstrumentMatrix;
import org.overtap.report.TextAndDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists probes and collectors, explains one, or shows what goes with what. */
@Command(
        name = "instruments",
        mixinStandardHelpOptions = true,
        description = "List the probes and collectors that are known, explain one, or show what goes with what.")
public final class InstrumentsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the instrument to explain")
    private String name;

    @Option(names = "--matrix", description = "which probe goes with which collector, in which form, and why not")
    private boolean matrix;

    @Option(names = "--instrument", paramLabel = "FILE", description = "an instrument descriptor of your own (YAML)")
    private List<Path> descriptors = List.of();

    @Mixin
    private final OutputOptions output = new OutputOptions(TextAndDocument.class);

    @Override
    public Integer call() throws Exception {
        if (name != null && matrix) {
            throw new UsageException("--matrix shows all instruments: leave out " + name);
        }
        InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
        for (Path file : descriptors) {
            instruments = instruments.with(file);
        }
        output.write(spec.commandLine().getOut(), answer(instruments));
        return ExitCode.DONE;
    }

    private TextAndDocument answer(InstrumentCatalogue instruments) {
        if (matrix) {
            return FitsText.of(InstrumentMatrix.of(instruments), instruments);
        }
        return name == null ? InstrumentList.of(instruments.all()) : InstrumentText.of(instruments, name);
    }
}
