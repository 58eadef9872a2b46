package org.overtap.lab.boss;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.overtap.lab.net.Credentials;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabSettings;

/** The boss's process: started in its namespace with the lab's folder, it swaps the experiment in and serves. */
public final class BossMain {
    private static final int INDEX = 7012;

    private BossMain() {}

    public static void main(String[] args) throws Exception {
        LabFolder folder = new LabFolder(Path.of(args[0]));
        LabSettings settings = LabSettings.read(folder);
        ExperimentId id = new ExperimentId(settings.pid(), settings.eid(), INDEX, settings.user(), "overtap.example");
        Hardware hardware = new Hardware(folder, settings);
        Experiment experiment = new Experiment(id, hardware, BossScripts.parsed());
        experiment.create(Files.readString(folder.script()));
        Dispatcher dispatcher = new Dispatcher(
                id,
                List.of(
                        new Methods(experiment, new VirtualReplies(Columns.read()), BossScripts.parsed()).table(),
                        new LinkMethods(experiment).table(),
                        new RebootMethods(experiment, hardware).table(),
                        new NodeMethods(experiment, hardware).table()),
                () -> FaultInjection.read(folder));
        new BossServer(dispatcher, settings.user())
                .start(new Credentials(folder).bossStore(), Credentials.STORE_PASSWORD, folder.authority());
        experiment.swapIn();
    }
}
