package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordFiles;
import org.overtap.shell.LocalShell;

/** Whatever lies among stored files is read, or is told of. */
class StoredFilesTest {
    private static final String LINE = "{\"event_type\": \"purge\", \"peer_ip_src\": \"127.1.1.1\","
            + " \"export_proto_version\": 9, \"export_proto_sysid\": 1, \"ip_src\": \"10.1.1.1\","
            + " \"ip_dst\": \"10.1.1.2\", \"port_src\": 1, \"port_dst\": 2, \"ip_proto\": \"udp\", \"tos\": 0,"
            + " \"packets\": 5, \"bytes\": 300}\n";

    @TempDir
    Path folder;

    private ReadTally read(List<FlowRecord> records) throws Exception {
        return RecordReaders.builtIn()
                .get("nfacctd")
                .read(
                        RecordFiles.all(new LocalShell("here"), folder.toString(), "*.json"),
                        FlowFilter.ALL,
                        records::add);
    }

    @Test
    void aLinkIsTheFileThatItLeadsTo() throws Exception {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("a"), LINE + LINE);
        Files.createSymbolicLink(folder.resolve("1.json"), real);
        List<FlowRecord> records = new ArrayList<>();
        ReadTally tally = read(records);
        assertThat(records).hasSize(2);
        assertThat(tally.unread()).isEmpty();
    }

    @Test
    void whatIsNoFileIsToldOf() throws Exception {
        Files.createSymbolicLink(folder.resolve("1.json"), folder.resolve("gone"));
        Files.createDirectory(folder.resolve("2.json"));
        Files.writeString(folder.resolve("3.json"), LINE);
        List<FlowRecord> records = new ArrayList<>();
        ReadTally tally = read(records);
        assertThat(records).hasSize(1);
        assertThat(tally.unread())
                .extracting(ReadTally.Unread::reason, ReadTally.Unread::example)
                .containsExactlyInAnyOrder(tuple("a link to nothing", "1.json"), tuple("this is no file", "2.json"));
    }

    @Test
    void whereThereIsNothingNothingIsTold() throws Exception {
        List<FlowRecord> records = new ArrayList<>();
        assertThat(read(records).unread()).isEmpty();
        assertThat(records).isEmpty();
    }
}
