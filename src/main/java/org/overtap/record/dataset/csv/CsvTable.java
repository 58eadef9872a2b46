package org.overtap.record.dataset.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.overtap.record.dataset.file.SummedOutput;
import org.overtap.record.dataset.file.TableFile;
import org.overtap.record.dataset.file.TableWriter;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * A table of text while it is written. No value is an empty field, an empty text is a quoted one; lines end in CR LF.
 */
final class CsvTable implements TableWriter {
    private static final Column[] COLUMNS = Column.values();
    private static final int LONGEST_NUMBER = 20;

    private final SummedOutput out;
    private final CsvTimes times = new CsvTimes();
    private byte[] line = new byte[1 << 10];
    private int length;
    private long rows;

    CsvTable(Path file) throws IOException {
        out = new SummedOutput(file);
        String header = Arrays.stream(COLUMNS).map(Column::title).collect(Collectors.joining(","));
        out.write((header + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(FlowRow row) throws IOException {
        length = 0;
        for (int i = 0; i < COLUMNS.length; i++) {
            Column column = COLUMNS[i];
            room(CsvTimes.LENGTH + 2);
            if (i > 0) {
                line[length++] = ',';
            }
            if (row.has(column)) {
                value(row, column);
            }
        }
        room(2);
        line[length++] = '\r';
        line[length++] = '\n';
        out.write(line, 0, length);
        rows++;
    }

    private void value(FlowRow row, Column column) {
        switch (column.type()) {
            case TEXT -> text(row.text(column));
            case NUMBER -> number(row.number(column));
            case TIME -> length = times.put(row.number(column), line, length);
        }
    }

    private void room(int more) {
        if (line.length - length < more) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
    }

    private void number(long value) {
        if (value < 0) {
            for (byte digit : Long.toString(value).getBytes(StandardCharsets.US_ASCII)) {
                line[length++] = digit;
            }
            return;
        }
        room(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            line[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void text(String text) {
        if (!plain(text)) {
            byte[] quoted = ('"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
            room(quoted.length + 1);
            System.arraycopy(quoted, 0, line, length, quoted.length);
            length += quoted.length;
            return;
        }
        room(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            line[length++] = (byte) text.charAt(i);
        }
    }

    /** Whether its letters are bytes and none of them needs quotes. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == ',') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public List<TableFile> finish() throws IOException {
        out.close();
        return List.of(out.file(rows));
    }

    @Override
    public void close() throws IOException {
        out.giveUp();
    }
}
