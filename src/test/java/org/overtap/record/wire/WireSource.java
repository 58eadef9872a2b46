package org.overtap.record.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.overtap.record.Exporter;
import org.overtap.record.FlowRecord;

/** A probe's exporting half: sends records to a collector on loopback and numbers its packets as the format asks. */
public final class WireSource implements AutoCloseable {
    private final ExportFormat format;
    private final int sourceId;
    private final int sampling;
    private final DatagramSocket socket;
    private final int port;
    private int sequence;
    private int most;

    /** Exports from the exporter's address, which must be one of 127.0.0.0/8, to that port there. */
    public WireSource(ExportFormat format, Exporter as, int port) throws IOException {
        this(format, as, port, 1);
    }

    /** The same, saying that one packet in so many was counted; v5 only. */
    public WireSource(ExportFormat format, Exporter as, int port, int sampling) throws IOException {
        this.format = format;
        this.sourceId = as.sourceId().orElse(0);
        this.sampling = sampling;
        this.socket = new DatagramSocket(0, InetAddress.getByName(as.address().toString()));
        this.port = port;
        this.most = format.most();
    }

    /** Puts as many records into a packet, though no packet of a network would take them. */
    public WireSource inPacketsOf(int records) {
        most = records;
        return this;
    }

    /** Sends these in as many packets as they need, by a clock that shows that time. */
    public void send(List<FlowRecord> flows, Instant now) throws IOException {
        for (int from = 0; from < flows.size(); from += most) {
            List<FlowRecord> some = flows.subList(from, Math.min(flows.size(), from + most));
            byte[] bytes = format.packet(some, new ExportFormat.Header(sourceId, sequence, now, sampling));
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
            sequence += format.counted(some.size());
        }
    }

    /** Counts a packet with so many records that is never sent. */
    public void lose(int records) {
        sequence += format.counted(records);
    }

    @Override
    public void close() {
        socket.close();
    }
}
