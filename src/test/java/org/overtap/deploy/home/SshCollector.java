package org.overtap.deploy.home;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.shell.Privilege;
import org.overtap.shell.ShellException;
import org.overtap.shell.TestKeys;
import org.overtap.shell.TestSshd;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;

/**
 * A collector's node that is reached by SSH, and what it has stored.
 *
 * @param folder its disk, and the key for it
 */
record SshCollector(Path folder) {
    static final String FILE = "nfcapd.202611281000";
    private static final int MEBIBYTE = 1 << 20;

    /** A server that lets the key in. */
    TestSshd serve() throws Exception {
        KeyPair user = TestKeys.make("ed25519");
        TestKeys.write(key(), user, "");
        return new TestSshd(TestKeys.make("ed25519")).allowing(user);
    }

    private Path key() {
        return folder.resolve("id");
    }

    Deployment deployment() {
        return StoringNode.running(new HostTraits(folder.resolve("disk").toString(), Optional.empty(), Privilege.ROOT));
    }

    /** A file of so many mebibytes, none of which is like another. */
    Path store(int mebibytes) throws IOException {
        FlowFiles.Source source = FlowFiles.sources(deployment()).get(0);
        Path file = Path.of(source.entry().folder()).resolve(relative());
        Files.createDirectories(file.getParent());
        Files.writeString(
                Path.of(source.entry().root()).resolve("deployment"),
                deployment().id() + "\n");
        byte[] block = new byte[MEBIBYTE];
        Random random = new Random(mebibytes);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    /** The file's path in the daemon's folder, and in its place at home. */
    String relative() {
        String files = FlowFiles.sources(deployment()).get(0).output().files();
        return files.substring(0, files.lastIndexOf('/')).replace("*", "n1") + "/" + FILE;
    }

    /** Shells that log in by the key. */
    SshShells shells() throws ShellException {
        Path known = folder.resolve("known_hosts");
        return new SshShells(SshSettings.of("alice", List.of(key()), known), new HostKeys(known), note -> {});
    }

    static NodeShells on(SshShells shells, int port) {
        return name -> Privilege.ROOT.over(shells.shell(new SshTarget(name, "127.0.0.1", port, "alice")));
    }
}
