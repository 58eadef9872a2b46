package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The power button of a lab's machines. A machine that is switched off and on has its disk, and nothing else. */
public final class NodePower {
    private static final int ROUNDS = 250;
    private static final long PAUSE_NANOS = 20_000_000;

    private final LabFolder folder;
    private final LabName lab;

    public NodePower(LabFolder folder, LabName lab) {
        this.folder = folder;
        this.lab = lab;
    }

    /** Asks every process of a machine to end, and waits for it as long as a shutdown does. */
    public void shutDown(String name) throws LabException {
        String namespace = lab.machine(name);
        long first = first(name);
        HostCommand.runWith("kill -TERM -1 2>/dev/null || true\n", joined(first, List.of("sh", "-s")));
        for (int round = 0; round < ROUNDS && Namespaces.processesBelow(namespace) > 1; round++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Takes the power from a machine; it stays off until {@link #on}. */
    public void off(String name) throws LabException {
        long first = first(name);
        try {
            Files.writeString(file(name, "off"), "");
            Files.writeString(file(name, "again"), "");
        } catch (IOException e) {
            throw new LabException("machine " + name + " cannot be switched off: " + e.getMessage(), e);
        }
        ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        for (int round = 0; round < ROUNDS && ProcessHandle.of(first).isPresent(); round++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Gives a machine its power back; returns when its system has begun to boot. */
    public void on(String name) throws LabException {
        try {
            Files.deleteIfExists(file(name, "off"));
        } catch (IOException e) {
            throw new LabException("machine " + name + " cannot be switched on: " + e.getMessage(), e);
        }
    }

    private Path file(String name, String what) {
        return folder.machine(name).resolve(what);
    }

    private long first(String name) throws LabException {
        return Namespaces.firstProcess(lab.machine(name))
                .orElseThrow(() -> new LabException("machine " + name + " does not run"));
    }

    private static List<String> joined(long first, List<String> argv) {
        List<String> words = new ArrayList<>(LabMachines.insideOf(first));
        words.addAll(argv);
        return words;
    }
}
