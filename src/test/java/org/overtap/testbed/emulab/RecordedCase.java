package org.overtap.testbed.emulab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.overtap.shell.RecordedShell;
import org.overtap.shell.Recording;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.EmulabSettings;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.topology.Topology;

/** An experiment under {@code emulab/cases}: what its boss answers and what its nodes do. Tests may edit either. */
final class RecordedCase {
    private final Path folder;
    private final Map<String, UnaryOperator<String>> edits = new HashMap<>();
    private boolean allowPartial;

    RecordedCase(String name) {
        this.folder = Fixtures.path("cases/" + name);
    }

    /** Changes the text of one file of the case, {@code shells.json} included, before it is used. */
    RecordedCase editing(String file, UnaryOperator<String> edit) {
        edits.merge(file, edit, (first, second) -> text -> second.apply(first.apply(text)));
        return this;
    }

    RecordedCase replacing(String file, String from, String to) {
        return editing(file, text -> {
            if (!text.contains(from)) {
                throw new IllegalArgumentException(file + " has no " + from);
            }
            return text.replace(from, to);
        });
    }

    RecordedCase allowingPartial() {
        allowPartial = true;
        return this;
    }

    Topology discover() throws TestbedException {
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> FakeBoss.xml(answer(request)))) {
            return open(boss).discover();
        }
    }

    /** The experiment, with that boss before it. */
    EmulabTestbed open(FakeBoss boss) throws TestbedException {
        EmulabSettings settings = boss.settings().withAllowPartial(allowPartial);
        return new EmulabTestbed(
                new ExperimentName("testproj", "exp1"),
                settings,
                new BossClient(settings),
                RecordedShell.shells(recording()),
                new HostKeys(folder.resolve("no-known-hosts")));
    }

    private Recording recording() {
        try {
            Path edited = Files.createTempFile("shells", ".json");
            Files.writeString(edited, text("shells.json"));
            Recording recording = Recording.read(edited);
            Files.delete(edited);
            return recording;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the boss said when it was recorded. */
    String answer(String request) {
        List<Object> call = XmlRpcBody.read(request);
        if (call.get(0).equals("node.hostkeys")) {
            return Replies.success("<struct></struct>");
        }
        Object aspect = ((Map<?, ?>) call.get(2)).get("aspect");
        String suffix = aspect == null ? "" : "." + aspect.toString().replace("string:", "");
        return text(call.get(0) + suffix + ".xml");
    }

    private String text(String file) {
        try {
            return edits.getOrDefault(file, text -> text).apply(Files.readString(folder.resolve(file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
