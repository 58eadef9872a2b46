package org.overtap.lab.net;

/** Whether this computer's kernel has netem, found out by trying. */
final class Netem {
    private Netem() {}

    static boolean available(String namespace) {
        try {
            HostCommand.inNamespace(
                    namespace,
                    "tc qdisc add dev lo root netem delay 1ms 2>/dev/null\ntc qdisc del dev lo root 2>/dev/null\n");
            return true;
        } catch (LabException e) {
            return false;
        }
    }
}
