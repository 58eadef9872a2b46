package org.overtap.record.reader;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.record.FlowRecord;

/**
 * What nfacctd prints ({@code plugins: print}, {@code print_output: json}): a JSON object on each line. Which fields
 * there are is its {@code aggregate}'s to say: addresses and {@code proto} there must be, and without
 * {@code peer_src_ip} nobody can tell whose a record is.
 */
final class NfacctdForm implements StoredForm {
    @Override
    public Reading open(Consumer<FlowRecord> sink, TallyBuilder tally) {
        NfacctdLine record = new NfacctdLine();
        LineBytes lines = new LineBytes((bytes, from, to, whole) -> {
            try {
                if (!whole) {
                    throw new UnreadableException("a line is too long");
                }
                Optional<FlowRecord> flow = record.parse(bytes, from, to);
                flow.ifPresent(sink);
            } catch (UnreadableException e) {
                tally.unread(e.getMessage(), new String(bytes, from, to - from, StandardCharsets.UTF_8).strip());
            }
        });
        return new Reading() {
            @Override
            public void begin(String name) {
                // Lines tell nothing of their file.
            }

            @Override
            public void bytes(byte[] bytes, int from, int to) {
                lines.write(bytes, from, to - from);
            }

            @Override
            public void end() {
                lines.finish();
            }
        };
    }

    @Override
    public List<String> advice() {
        return List.of(
                "Each line is a JSON object: jq, DuckDB and pandas read them as they are.",
                "Times are UTC only where nfacctd has 'timestamps_utc: true'; of NetFlow v5 and v9 it tells whole seconds.");
    }
}
