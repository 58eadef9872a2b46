package org.overtap.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.flow.FlowRecord;
import org.overtap.shell.Command;
import org.overtap.shell.Reply;
import org.overtap.shell.ShellException;

/** Reads what the collectors have stored, with their own reader, from files that are closed. */
final class StoredFlows {
    private static final Duration READING = Duration.ofSeconds(120);

    private final Deployment deployment;
    private final NodeShells shells;

    StoredFlows(Deployment deployment, NodeShells shells) {
        this.deployment = deployment;
        this.shells = shells;
    }

    /** What a collector has of one exporting process: records, and gaps in its sequence numbers. */
    record Total(long records, long gaps) {}

    /** Each collector's clock, in seconds since 1970: clocks need not agree. */
    Map<String, Long> clocks() throws VerifyException {
        Map<String, Long> clocks = new HashMap<>();
        for (FlowFiles.Source collector : FlowFiles.standing(deployment)) {
            String text = run(collector, Command.of("date", "+%s")).strip();
            clocks.put(collector.node(), Long.parseLong(text));
        }
        return clocks;
    }

    /** The records of ICMP packets with one of these ToS values in files closed since those times. */
    List<FlowRecord> canaries(Map<String, Long> since, List<Integer> tos) throws VerifyException {
        List<FlowRecord> records = new ArrayList<>();
        String any =
                String.join(" or ", tos.stream().map(value -> "tos " + value).toList());
        for (FlowFiles.Source collector : FlowFiles.standing(deployment)) {
            String from = String.valueOf(since.get(collector.node()));
            String filter = "proto icmp and (" + any + ")";
            Command read = VerifyScripts.named("stored", collector.folder(), FlowRecord.NFDUMP_FORMAT, from, filter);
            try {
                records.addAll(FlowRecord.parse(run(collector, read.within(READING))));
            } catch (IllegalArgumentException e) {
                throw new VerifyException("collector " + collector.node() + " printed what is " + e.getMessage());
            }
        }
        return records;
    }

    /** Totals of every exporting process, by {@code ADDRESS ENGINE}. */
    Map<String, Total> totals() throws VerifyException {
        Map<String, Total> totals = new HashMap<>();
        for (FlowFiles.Source collector : FlowFiles.standing(deployment)) {
            Command read = VerifyScripts.named("totals", collector.folder()).within(READING);
            for (String line : run(collector, read).lines().toList()) {
                String[] words = line.split(" ");
                if (words.length == 5 && words[0].equals("exporter")) {
                    totals.merge(
                            words[1] + " " + words[2],
                            new Total(Long.parseLong(words[3]), Long.parseLong(words[4])),
                            (a, b) -> new Total(a.records + b.records, a.gaps + b.gaps));
                }
            }
        }
        return totals;
    }

    private String run(FlowFiles.Source collector, Command command) throws VerifyException {
        try {
            Reply reply = shells.on(collector.node()).run(command);
            if (!reply.ok()) {
                throw new VerifyException("collector " + collector.node() + " cannot read its flow files: "
                        + reply.complaint() + "; look at 'overtap status'");
            }
            return reply.out();
        } catch (ShellException e) {
            throw new VerifyException(e.getMessage());
        }
    }
}
