package org.overtap.shell.ssh;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells the user what he would not expect of a node, each thing once. Thread-safe. */
final class NodeNotes {
    private final Consumer<String> listener;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    NodeNotes(Consumer<String> listener) {
        this.listener = listener;
    }

    /** What a login prints around what it is asked to run. */
    void noise(SshTarget target, String line) {
        once(
                "noise " + target,
                "the login on " + target + " prints text around every command (\"" + line + "\"): it is passed over");
    }

    /** A key that was never seen before and that nobody vouches for. */
    void firstContact(SshTarget target, HostKeyLine key, HostKeys keys) {
        once(
                "key " + target.hostKeyName() + key,
                "first contact with " + target + ": its " + key.type() + " key " + key.fingerprint()
                        + " is believed, and noted in " + keys.file());
    }

    /** A key file that is not used. */
    void passedOver(String why) {
        once(why, why);
    }

    private void once(String what, String text) {
        if (told.add(what)) {
            listener.accept("note: " + text);
        }
    }
}
