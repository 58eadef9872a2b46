package org.overtap.record;

import java.util.ArrayList;
import java.util.List;

/**
 * One stored unidirectional flow record.
 *
 * @param exporter the exporter's address
 * @param engine the number of the exporting process
 * @param from source address
 * @param to destination address
 * @param protocol IP protocol number
 * @param tos type of service byte
 * @param packets packets counted
 * @param bytes IP bytes counted
 */
public record FlowRecord(
        String exporter, int engine, String from, String to, int protocol, int tos, long packets, long bytes) {

    /** The output format that {@code nfdump} is asked for; {@link #parse} reads it back. */
    public static final String NFDUMP_FORMAT = "fmt:%ra|%eng|%sa|%da|%pr|%tos|%pkt|%byt";

    /**
     * Reads {@code nfdump -q -N -o} output.
     *
     * @throws IllegalArgumentException with the line, if one is no record
     */
    public static List<FlowRecord> parse(String text) {
        List<FlowRecord> records = new ArrayList<>();
        text.lines().filter(line -> line.indexOf('|') >= 0).forEach(line -> records.add(record(line)));
        return records;
    }

    private static FlowRecord record(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 8) {
            throw new IllegalArgumentException("not a flow record: " + line);
        }
        try {
            return new FlowRecord(
                    columns[0].strip(),
                    engine(columns[1].strip()),
                    columns[2].strip(),
                    columns[3].strip(),
                    protocol(columns[4].strip()),
                    Integer.parseInt(columns[5].strip()),
                    Long.parseLong(columns[6].strip()),
                    Long.parseLong(columns[7].strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a flow record: " + line, e);
        }
    }

    /** nfdump prints engine type and id, the high and the low byte of a v9 source id, as {@code 0/7}. */
    private static int engine(String text) {
        String[] halves = text.split("/");
        return halves.length == 1
                ? Integer.parseInt(text)
                : Integer.parseInt(halves[0].strip()) * 256 + Integer.parseInt(halves[1].strip());
    }

    private static int protocol(String text) {
        return switch (text) {
            case "ICMP" -> 1;
            case "TCP" -> 6;
            case "UDP" -> 17;
            case "ICMP6" -> 58;
            default -> text.chars().allMatch(Character::isDigit) ? Integer.parseInt(text) : -1;
        };
    }
}
