package org.overtap.testbed.emulab.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.Shells;
import org.overtap.shell.ssh.SshTarget;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.BossReply;
import org.overtap.testbed.emulab.boss.ReplyStruct;

/** Opens shells on the experiment's machines, with the host key that the boss vouches for. Thread-safe. */
public final class NodeAccess {
    private final BossClient boss;
    private final Shells shells;
    private final HostKeys hostKeys;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    public NodeAccess(BossClient boss, Shells shells, HostKeys hostKeys) {
        this.boss = boss;
        this.shells = shells;
        this.hostKeys = hostKeys;
    }

    /** Asks the boss anew for host keys from now on: after a swap a name may stand for another machine. */
    public void forgetKeys() {
        asked.clear();
    }

    /**
     * A shell on the machine.
     *
     * @param node its virtual name
     * @param machine its id
     * @param control its address on the control network
     */
    public Shell shell(String node, String machine, Optional<String> control) throws ShellException {
        SshTarget target = SshTarget.of(
                node,
                control.orElseThrow(() -> new ShellException(
                        node, "the boss tells no control address for node " + node + " (" + machine + ")")));
        if (asked.add(machine + " " + target.host())) {
            pin(target, machine);
        }
        return shells.shell(target);
    }

    private void pin(SshTarget target, String machine) throws ShellException {
        try {
            BossReply reply = boss.call("node.hostkeys", Map.of("node", machine), boss.usualLimit());
            String rsa =
                    reply.ok() ? ReplyStruct.of("node.hostkeys", reply.value()).text("sshrsa_v2") : "";
            hostKeys.pin(target, rsa.isEmpty() ? List.of() : List.of(rsa));
        } catch (TestbedException | IllegalArgumentException e) {
            asked.remove(machine + " " + target.host());
            throw new ShellException(
                    target.node(), "cannot learn the host key of " + target + ": " + e.getMessage(), e);
        }
    }
}
