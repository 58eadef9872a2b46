package org.overtap.lab.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.overtap.lab.mapper.MappedMachine;

/** Waits until machines answer on the control network. */
final class SshWait {
    private static final int PORT = 22;
    private static final int ATTEMPT_MS = 1000;
    private static final int TRIES_A_LOOK = 10;
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private SshWait() {}

    static void forAll(List<MappedMachine> machines, LabFolder folder, LabName lab) throws LabException {
        for (MappedMachine machine : machines) {
            await(machine, folder, lab);
        }
    }

    private static void await(MappedMachine machine, LabFolder folder, LabName lab) throws LabException {
        long end = System.nanoTime() + LIMIT_NANOS;
        for (int tries = 1; !greets(machine.nodeId().controlIp()); tries++) {
            // Every process of this computer is looked at for that, which takes longer than the greeting.
            boolean dead = tries % TRIES_A_LOOK == 0 && Namespaces.isDeserted(lab.machine(machine.name()));
            if (dead || System.nanoTime() > end) {
                String complaint = complaint(folder.machine(machine.name()).resolve("boot.log"));
                throw new LabException("machine " + machine.name() + " did not come up: "
                        + (complaint.isEmpty() ? "its SSH server does not answer" : complaint));
            }
            pause();
        }
    }

    private static boolean greets(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT), ATTEMPT_MS);
            socket.setSoTimeout(ATTEMPT_MS * 5);
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    /** What a machine said while it booted. */
    private static String complaint(Path log) throws LabException {
        try {
            return Files.readString(log).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static void pause() throws LabException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
