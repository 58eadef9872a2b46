package org.overtap.testbed.geni;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.rspec.ExperimentEnd;
import org.overtap.testbed.geni.rspec.ManifestBundle;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.testbed.geni.rspec.SliverLogin;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;

/**
 * Manifests in files, and on nodes, which tell the one of their own experiment without any credentials.
 *
 * @param words where they are
 * @param entry by which nodes are entered
 * @param notes hears what is urgent
 */
record WrittenManifests(List<ManifestWord> words, NodeEntry entry, Consumer<String> notes) implements ManifestSource {
    /** The testbed's own client on its images; not in every login's path. */
    private static final String SCRIPT = "PATH=$PATH:/usr/local/bin:/usr/bin:/usr/local/etc/emulab; geni-get manifest";

    private static final int NOT_FOUND = 127;

    @Override
    public ManifestBundle read() throws TestbedException {
        List<ManifestBundle> all = new ArrayList<>();
        for (ManifestWord word : words) {
            all.add(
                    word instanceof ManifestWord.InFile file
                            ? inFile(file.path())
                            : onNode(((ManifestWord.OnNode) word).login()));
        }
        return ManifestBundle.of(all);
    }

    @Override
    public Optional<DiscoveryNote> end(String experiment, SliverExperiment told) {
        boolean old = words.stream().anyMatch(ManifestWord.InFile.class::isInstance);
        Optional<ExperimentEnd> end = told.expires()
                .map(at -> new ExperimentEnd(
                        experiment,
                        at,
                        Instant.now(),
                        old ? ", unless it was extended since the file was written" : ""));
        end.flatMap(ExperimentEnd::warning).ifPresent(notes);
        return end.map(ExperimentEnd::note);
    }

    private static ManifestBundle inFile(Path path) {
        byte[] bytes;
        try {
            bytes = InputFile.bytes(path, ManifestBundle.LARGEST);
        } catch (IOException e) {
            throw new InvalidSettingException(path + ": " + InputFile.reason(e));
        }
        return ManifestBundle.read(path.toString(), bytes);
    }

    private ManifestBundle onNode(SliverLogin login) throws TestbedException {
        String node = login.host();
        try {
            CommandResult reply = entry.on(node, login).run(Command.script(SCRIPT));
            if (!reply.ok()) {
                throw new TestbedException("node " + node + " does not tell its manifest: "
                        + (reply.status() == NOT_FOUND
                                ? "it has no geni-get: its image is none of the testbed's own; save the manifest from"
                                        + " the experiment's page, and give manifest:FILE"
                                : "geni-get failed (" + reply.errorText() + ")"));
            }
            return ManifestBundle.read(
                    "the manifest that " + node + " tells", reply.out().getBytes(StandardCharsets.UTF_8));
        } catch (ShellException | TopologyException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }
}
