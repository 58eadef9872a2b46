package org.overtap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.FlowSourceOptions;
import org.overtap.cli.option.FormatOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.lifecycle.flows.DatasetMaking;
import org.overtap.lifecycle.flows.DatasetRequest;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.lifecycle.flows.MadeDataset;
import org.overtap.record.dataset.DatasetWriter;
import org.overtap.record.dataset.TableForm;
import org.overtap.report.PrintedDataset;
import org.overtap.report.format.TypedCommands;
import org.overtap.shell.ShellQuote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a dataset of what was measured. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = {
            "Make a folder to share of what was measured: every flow once, in Parquet and CSV.",
            "With topology, plan, owners, losses, clocks, versions, sums, and a README that says how to open it. Who gets it"
                    + " needs no testbed, no nfdump and no overtap."
        },
        footer = {
            "",
            "Of a running experiment flow files are first brought to where 'overtap collect' brought them; they are read"
                    + " here by nfdump, or where that is not installed on the nodes. Packets that verify and deploy sent"
                    + " to test the overlay are left out, and so are records of before it was deployed.",
            "",
            "Exit code 3: something that was stored could not be brought or read; the dataset has the rest, and what is"
                    + " missing is said. Records that were lost on their way are told, and are no reason for it.",
            "",
            "Example: overtap dataset SOURCE -o my-data"
        })
final class DatasetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final FlowSourceOptions from;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT",
            required = true,
            description = "the dataset's folder, which is not there yet or empty")
    private Path out;

    @Option(
            names = "--tables",
            paramLabel = "FORM",
            split = ",",
            description = "in which form tables are stored: parquet, csv (default: both)")
    private List<String> forms = List.of();

    @Option(
            names = "--anonymise",
            description = "replace every address, MAC address and name by the key of --key: subnets stay subnets")
    private boolean anonymise;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the key's file (one that is not there is made); the same key replaces alike")
    private Path key;

    @Option(
            names = "--wait",
            description = "of a running experiment: first wait until what passed by now is stored, as far as its flows"
                    + " have ended")
    private boolean wait;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description =
                    "of a running experiment: where flow files are brought (default: where they were brought last,"
                            + " else flows-PROJECT-EXPERIMENT here)")
    private Path to;

    @Mixin
    private final FormatOptions format = new FormatOptions(PrintedDataset.class);

    DatasetCommand(Sources sources) {
        this.from = new FlowSourceOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        if (anonymise != (key != null)) {
            throw new UsageException(
                    anonymise
                            ? "--anonymise replaces by a key: name its file with --key; one that is not there is made"
                            : "--key is of no use without --anonymise");
        }
        DatasetRequest request = new DatasetRequest(
                out, forms(), from.selection(), Optional.ofNullable(key), new Version().getVersion()[0]);
        requireFree();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Path> folder = from.folder();
        if (folder.isPresent()) {
            if (wait || to != null) {
                throw new UsageException((wait ? "--wait" : "--to") + " is about a running experiment, and "
                        + from.source() + " is a folder");
            }
            return done(new DatasetMaking(request, err::println).of(FlowStores.in(folder.get()), List.of()));
        }
        return from.onExperiment(
                err, "dataset", overlay -> done(overlay.dataset(request, wait, Optional.ofNullable(to))));
    }

    private void requireFree() {
        try {
            DatasetWriter.requireFree(out);
        } catch (IOException e) {
            throw new UsageException("--out: " + e.getMessage());
        }
    }

    private Set<TableForm> forms() {
        if (forms.isEmpty()) {
            return Set.of(TableForm.values());
        }
        Set<TableForm> wanted = new TreeSet<>();
        for (String word : forms) {
            try {
                wanted.add(TableForm.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new UsageException("--tables is parquet, csv or both, as parquet,csv; not " + word);
            }
        }
        return wanted;
    }

    private int done(MadeDataset made) throws Exception {
        TypedCommands typed = new TypedCommands(
                TypedProgram.here(), ShellQuote.word(made.folder().toString()), "");
        format.print(new PrintedDataset(made, typed), spec.commandLine().getOut());
        return made.complete() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
