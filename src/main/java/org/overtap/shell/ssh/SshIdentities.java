package org.overtap.shell.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellQuote;

/** The keys to log in with: files first, then what the ssh-agent offers. */
public final class SshIdentities {
    private static final List<String> USUAL_NAMES = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final JSch jsch;
    private final SshSettings settings;
    private final List<Path> configured;
    private final NodeNotes notes;

    SshIdentities(JSch jsch, SshSettings settings, List<Path> configured, NodeNotes notes) {
        this.jsch = jsch;
        this.notes = notes;
        this.settings = settings;
        this.configured = configured;
    }

    /** Reads them; a key that was asked for by name must be there and readable. */
    IdentityRepository load(SshTarget target) throws ShellException {
        List<Identity> all = new ArrayList<>();
        for (Path key : settings.keys()) {
            all.add(read(key, target));
        }
        if (all.isEmpty()) {
            all.addAll(optional(configured.isEmpty() ? usual() : configured, target));
        }
        if (settings.agent()) {
            all.addAll(ofAgent(System.getenv("SSH_AUTH_SOCK")));
        }
        if (all.isEmpty()) {
            throw new ShellException(
                    target.node(),
                    "no key to log in on " + target + ": name a private key file, or start an ssh-agent");
        }
        return new FixedIdentities(all);
    }

    private List<Identity> optional(List<Path> keys, SshTarget target) throws ShellException {
        List<Identity> found = new ArrayList<>();
        for (Path key : keys) {
            if (Files.isReadable(key) && (settings.passphrase().isPresent() || !encrypted(key))) {
                Optional<String> open = openToOthers(key);
                if (open.isEmpty()) {
                    found.add(read(key, target));
                }
                open.ifPresent(why -> notes.passedOver(why + " (this key is passed over)"));
            }
        }
        return found;
    }

    /** As OpenSSH sees it: of the user's own keys, one that others may read is theirs too. */
    private static Optional<String> openToOthers(Path key) {
        try {
            PosixFileAttributes file = Files.readAttributes(key, PosixFileAttributes.class);
            int mode = (int) Files.getAttribute(key, "unix:mode") & 0777;
            boolean own = file.owner().getName().equals(System.getProperty("user.name"));
            return own && (mode & 077) != 0
                    ? Optional.of(
                            "Permissions %04o for '%s' are too open: others can read your private key: chmod 600 %s"
                                    .formatted(mode, key, ShellQuote.word(key.toString())))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // no such permissions here; whether it can be read at all is seen next
        }
    }

    private boolean encrypted(Path key) {
        try {
            return KeyPair.load(jsch, key.toString()).isEncrypted();
        } catch (JSchException e) {
            return true;
        }
    }

    private Identity read(Path key, SshTarget target) throws ShellException {
        if (!Files.isReadable(key)) {
            throw new ShellException(target.node(), "the SSH key " + key + " is missing or not readable");
        }
        Optional<String> open = openToOthers(key);
        if (open.isPresent()) {
            throw new ShellException(target.node(), open.get());
        }
        try {
            KeyPair pair = KeyPair.load(jsch, key.toString(), null);
            if (pair.isEncrypted() && !pair.decrypt(secret())) {
                throw new ShellException(target.node(), locked(key));
            }
            return new KeyPairIdentity(key.toString(), pair);
        } catch (JSchException e) {
            throw new ShellException(
                    target.node(),
                    "the SSH key " + key + " cannot be read (" + e.getMessage() + "): is it a private key?",
                    e);
        }
    }

    private byte[] secret() {
        return settings.passphrase().orElse("").getBytes(StandardCharsets.UTF_8);
    }

    private String locked(Path key) {
        return settings.passphrase().isPresent()
                ? "the passphrase does not open the SSH key " + key
                : "the SSH key " + key + " is protected by a passphrase: give it, or load the key into an ssh-agent";
    }

    private static List<Path> usual() {
        Path folder = Path.of(System.getProperty("user.home"), ".ssh");
        return USUAL_NAMES.stream().map(folder::resolve).toList();
    }

    /** What the agent behind that socket offers; nothing if there is none. */
    public static List<Identity> ofAgent(String socket) {
        if (socket == null || socket.isBlank()) {
            return List.of();
        }
        try {
            SSHAgentConnector agent = new SSHAgentConnector(Path.of(socket)); // over the JDK's own Unix sockets
            return new ArrayList<>(new AgentIdentityRepository(agent).getIdentities());
        } catch (AgentProxyException e) {
            return List.of(); // a socket left behind is no error while a key file is there
        }
    }

    /** A list of identities that nothing changes. */
    private record FixedIdentities(List<Identity> identities) implements IdentityRepository {
        @Override
        public String getName() {
            return "overtap";
        }

        @Override
        public int getStatus() {
            return RUNNING;
        }

        @Override
        public Vector<Identity> getIdentities() {
            return new Vector<>(identities);
        }

        @Override
        public boolean add(byte[] identity) {
            return false;
        }

        @Override
        public boolean remove(byte[] blob) {
            return false;
        }

        @Override
        public void removeAll() {
            throw new UnsupportedOperationException("identities are fixed");
        }
    }
}
