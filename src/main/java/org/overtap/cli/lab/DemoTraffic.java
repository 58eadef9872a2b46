package org.overtap.cli.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;

/**
 * A little traffic that the hosts of a demo send each other, so that there is something to measure: each pings the next
 * one by its name, once, while verify waits for its own packets to be stored.
 */
final class DemoTraffic {
    /** More say no more. */
    private static final int MOST_HOSTS = 8;

    private static final int SECONDS = 3;

    /** What verify says before it sends; by the time at which it is done, what passes now is stored too. */
    private static final String SENDING = "send ";

    private final String lab;
    private boolean sent;

    DemoTraffic(String lab) {
        this.lab = lab;
    }

    /** Sends as soon as verify says that it does. */
    synchronized void hear(String line) {
        if (!sent && line.startsWith(SENDING)) {
            sent = true;
            Thread sender = new Thread(this::send, "demo-traffic");
            sender.setDaemon(true);
            sender.start();
        }
    }

    /** Who has no address, or does not answer, is passed over: this proves nothing. */
    private void send() {
        try {
            List<Process> pings = new ArrayList<>();
            List<String> hosts = hosts();
            for (int i = 0; i < Math.min(MOST_HOSTS, hosts.size()); i++) {
                String to = hosts.get((i + 1) % hosts.size());
                pings.add(new ProcessBuilder(Lab.nodeCommand(
                                lab,
                                hosts.get(i),
                                List.of("ping", "-q", "-c", "3", "-i", "0.2", "-w", String.valueOf(SECONDS), to)))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process ping : pings) {
                if (!ping.waitFor(2L * SECONDS, TimeUnit.SECONDS)) {
                    ping.destroy();
                }
            }
        } catch (IOException | LabException e) {
            // The dataset shows that there was none.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> hosts() throws LabException {
        return Lab.standing(lab)
                .status()
                .map(status -> status.machines().stream()
                        .filter(machine -> machine.role().equals("node"))
                        .map(machine -> machine.name())
                        .toList())
                .orElse(List.of());
    }
}
