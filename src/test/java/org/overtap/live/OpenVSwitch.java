package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Open vSwitch as a test starts it: its database and its daemon in a folder of their own, its network in a namespace.
 *
 * @param folder its files
 */
record OpenVSwitch(Path folder) implements AutoCloseable {
    /** Starts it. */
    static OpenVSwitch up(Path home, String namespace) throws Exception {
        OpenVSwitch started = new OpenVSwitch(Files.createDirectories(home.resolve("ovs")));
        String database = started.folder.resolve("conf.db").toString();
        started.run(home, "ovsdb-tool", "create", database, "/usr/share/openvswitch/vswitch.ovsschema");
        started.run(
                home,
                "ovsdb-server",
                database,
                "--remote=punix:" + started.folder.resolve("db.sock"),
                "--pidfile=" + started.folder.resolve("ovsdb-server.pid"),
                "--log-file=" + started.folder.resolve("ovsdb-server.log"),
                "--detach",
                "--no-chdir");
        started.run(home, "ovs-vsctl", "--no-wait", "init");
        started.run(
                home,
                "nsenter",
                "--net=/run/netns/" + namespace,
                "--",
                "ovs-vswitchd",
                "--pidfile=" + started.folder.resolve("ovs-vswitchd.pid"),
                "--log-file=" + started.folder.resolve("ovs-vswitchd.log"),
                "--detach",
                "--no-chdir");
        return started;
    }

    /** What whoever is to meet it must have in his environment, as words for {@code env}. */
    List<String> environment() {
        return List.of("OVS_RUNDIR=" + folder, "OVS_DBDIR=" + folder, "OVS_LOGDIR=" + folder);
    }

    private void run(Path home, String... words) {
        List<String> all = new ArrayList<>(List.of("env"));
        all.addAll(environment());
        all.addAll(List.of(words));
        Live.Ended ended = Live.run(home, all);
        assertThat(ended.code()).as(all + ended.err()).isZero();
    }

    /** Ends it, by its own process numbers. */
    @Override
    public void close() throws IOException {
        for (String daemon : List.of("ovs-vswitchd", "ovsdb-server")) {
            Path pid = folder.resolve(daemon + ".pid");
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(process -> {
                    process.destroy();
                    process.onExit().join();
                });
            }
        }
    }
}
