package org.overtap.bench.flows;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.Place;
import org.overtap.record.wire.ExportFormat;
import org.overtap.record.wire.WireSource;
import org.overtap.topology.IpAddress;
import org.overtap.topology.file.JsonDocument;

/**
 * An hour of traffic as overtap would have collected it: each flow is recorded by the probes of both its ends, some are
 * told in two parts, and a real nfcapd stores what they export. None is lost on the way: the sender waits for whatever
 * the kernel holds for nfcapd.
 */
final class StoredTraffic {
    /** In microseconds: 2026-11-28, 6:00 to 7:00 UTC. */
    private static final long START = 1_795_845_600_000_000L;

    private static final long HOUR = 3_600_000_000L;
    private static final int[] SERVICES = {22, 53, 80, 123, 443, 2049, 5201, 8080};
    private static final int IN_A_PACKET = 200;
    private static final long MOST_WAITING = 1_000_000;

    private final BenchExperiment experiment = new BenchExperiment();
    private final Random random = new Random(17);
    private final Path folder;
    private final int port;
    private final Map<BenchExperiment.Probe, WireSource> sources = new HashMap<>();
    private final Map<BenchExperiment.Probe, List<FlowRecord>> pending = new HashMap<>();
    private final PriorityQueue<Part> later = new PriorityQueue<>(Comparator.comparingLong(Part::last));
    private long sent;
    private long packets;
    private long bytes;

    /** A part of a flow that both probes are yet to tell. */
    private record Part(BenchExperiment.Probe from, BenchExperiment.Probe to, FlowKey key, long first, long last) {}

    /**
     * What was stored.
     *
     * @param records how many records
     * @param packets how many packets the flows had, each counted once
     * @param bytes likewise
     */
    record Truth(long records, long packets, long bytes) {}

    private StoredTraffic(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Stores so many records and what explains them in a folder that is not there yet. */
    static Truth make(Path folder, long records) throws Exception {
        return new StoredTraffic(folder, freePort()).store(records);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The same files so many times over, under names that follow each other, by hard links. */
    static void multiply(Path from, Path to, int times) throws IOException {
        Files.createDirectories(to);
        Files.copy(from.resolve(MeasurementFile.NAME), to.resolve(MeasurementFile.NAME));
        try (Stream<Path> files = Files.walk(from.resolve(BenchExperiment.FLOWS))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path there = Files.createDirectories(
                        to.resolve(from.relativize(file.getParent()).toString()));
                String name = file.getFileName().toString();
                for (int i = 0; i < times; i++) {
                    Files.createLink(there.resolve(name.replace(".20", "." + (20 + i))), file);
                }
            }
        }
    }

    private Truth store(long records) throws Exception {
        Path flows = Files.createDirectories(folder.resolve(BenchExperiment.FLOWS));
        List<String> argv =
                new ArrayList<>(List.of("nfcapd", "-b", "127.0.0.1", "-p", "" + port, "-t", "2", "-B", "8388608"));
        for (BenchExperiment.Probe probe : probes()) {
            Path own = Files.createDirectory(flows.resolve(probe.node()));
            argv.addAll(List.of("-n", probe.node() + "," + probe.exporter().address() + "," + own));
        }
        Path log = folder.resolve("nfcapd.log");
        Process nfcapd = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitStart(log, nfcapd);
            send(records);
            awaitEmpty();
        } finally {
            nfcapd.destroy();
            nfcapd.waitFor(20, TimeUnit.SECONDS);
        }
        Measurement measurement = experiment.measurement();
        JsonDocument.write(folder.resolve(MeasurementFile.NAME), MeasurementFile.document(measurement));
        return new Truth(sent, packets, bytes);
    }

    private List<BenchExperiment.Probe> probes() {
        return experiment.lans().stream().flatMap(List::stream).toList();
    }

    private static void awaitStart(Path log, Process nfcapd) throws Exception {
        for (int i = 0; i < 200 && nfcapd.isAlive() && !Files.readString(log).contains("Startup"); i++) {
            Thread.sleep(50);
        }
        if (!nfcapd.isAlive()) {
            throw new IOException("nfcapd does not run: " + Files.readString(log));
        }
    }

    private void send(long records) throws Exception {
        for (BenchExperiment.Probe probe : probes()) {
            sources.put(probe, new WireSource(ExportFormat.V9, probe.exporter(), port).inPacketsOf(IN_A_PACKET));
            pending.put(probe, new ArrayList<>());
        }
        long flows = 0;
        while (sent < records) {
            Part part = part(START + HOUR / records * 2 * flows++);
            while (!later.isEmpty() && later.peek().last() < part.last() && sent < records) {
                tell(later.poll());
            }
            if (sent < records) {
                tell(part);
            }
            if (random.nextInt(20) == 0) {
                later.add(new Part(
                        part.from,
                        part.to,
                        part.key,
                        part.last + 500_000,
                        part.last + random.nextInt(10_000_000) + 1_000_000));
            }
        }
        for (BenchExperiment.Probe probe : probes()) {
            flush(probe, START + HOUR);
            sources.get(probe).close();
        }
    }

    /** A flow that ends then, to the millisecond that the format tells. */
    private Part part(long end) {
        List<BenchExperiment.Probe> lan =
                experiment.lans().get(random.nextInt(experiment.lans().size()));
        BenchExperiment.Probe from = lan.get(random.nextInt(lan.size()));
        BenchExperiment.Probe to = from;
        while (to == from) {
            to = lan.get(random.nextInt(lan.size()));
        }
        boolean v6 = random.nextInt(10) == 0;
        int kind = random.nextInt(20);
        int protocol = kind < 12 ? 6 : kind < 19 ? 17 : v6 ? 58 : 1;
        boolean ports = kind < 19;
        int client = 32768 + random.nextInt(28232);
        int server = SERVICES[random.nextInt(SERVICES.length)];
        boolean reply = random.nextBoolean();
        IpAddress source = v6 ? from.v6() : from.v4();
        IpAddress destination = v6 ? to.v6() : to.v4();
        FlowKey key = new FlowKey(
                source,
                destination,
                protocol,
                new FlowKey.Numbers(
                        ports ? reply ? server : client : FlowKey.ABSENT,
                        ports ? reply ? client : server : FlowKey.ABSENT,
                        ports ? FlowKey.ABSENT : v6 ? 128 * 256 : 8 * 256,
                        random.nextInt(8) == 0 ? 0x28 : 0,
                        FlowKey.ABSENT),
                from.mac(),
                to.mac());
        long last = end / 1000 * 1000;
        return new Part(from, to, key, last - random.nextInt(1 << random.nextInt(1, 15)) * 1000L, last);
    }

    /** Both probes tell it; the second met its packets at most a millisecond later. */
    private void tell(Part part) throws Exception {
        long its = 1 + random.nextInt(1 << random.nextInt(1, 16));
        long size = its * (40 + random.nextInt(1460));
        int flags = part.key.protocol() == 6 ? 0x1b : (int) FlowRecord.ABSENT;
        packets += its;
        bytes += size;
        tell(part.from, part, 0, its, size, flags);
        tell(part.to, part, random.nextInt(2) * 1000L, its, size, flags);
    }

    private void tell(BenchExperiment.Probe probe, Part part, long delay, long its, long size, int flags)
            throws Exception {
        List<FlowRecord> waiting = pending.get(probe);
        waiting.add(new FlowRecord(
                part.key,
                probe.exporter(),
                Place.UNKNOWN,
                new FlowRecord.Numbers(
                        part.first / 1000 * 1000 + delay,
                        part.last / 1000 * 1000 + delay,
                        its,
                        size,
                        flags,
                        FlowRecord.ABSENT)));
        sent++;
        if (waiting.size() == IN_A_PACKET) {
            flush(probe, part.last);
        }
    }

    private void flush(BenchExperiment.Probe probe, long now) throws Exception {
        while (waiting()[0] > MOST_WAITING) {
            Thread.sleep(2);
        }
        sources.get(probe).send(pending.get(probe), Instant.ofEpochSecond(now / 1_000_000 + 1));
        pending.get(probe).clear();
    }

    private void awaitEmpty() throws Exception {
        while (waiting()[0] > 0) {
            Thread.sleep(10);
        }
        long dropped = waiting()[1];
        if (dropped > 0) {
            throw new IOException("the kernel dropped " + dropped + " packets before nfcapd took them");
        }
        // What it took last it may still be storing.
        Thread.sleep(1000);
    }

    /** Bytes that wait for nfcapd, and how many packets the kernel dropped for it (proc(5), /proc/net/udp). */
    private long[] waiting() throws IOException {
        String its = String.format(":%04X", port);
        for (String line : Files.readAllLines(Path.of("/proc/net/udp"))) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 12 && words[1].endsWith(its)) {
                return new long[] {Long.parseLong(words[4].split(":")[1], 16), Long.parseLong(words[12])};
            }
        }
        throw new IOException("nfcapd ended while records were sent to it");
    }
}
