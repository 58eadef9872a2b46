package org.overtap.record.reader;

import java.util.List;
import java.util.function.Consumer;
import org.overtap.record.FlowRecord;

/**
 * Captures in the classic form of libpcap (pcap-savefile(5)), made into flows here: Ethernet, Linux cooked captures and
 * plain IP. Of whom a capture is is told by where it lies. Frames that carry no IP belong to no flow. Flows end with
 * their file.
 */
final class PcapForm implements StoredForm {
    @Override
    public Reading open(Consumer<FlowRecord> sink, TallyBuilder tally) {
        return new PcapReading(sink, tally);
    }

    @Override
    public boolean captures() {
        return true;
    }

    @Override
    public List<String> advice() {
        return List.of("tcpdump -nr FILE and Wireshark show them packet by packet.");
    }
}
