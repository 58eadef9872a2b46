package org.overtap.verify.passive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.verify.watch.VerifyScripts;

/** Reads what a node's interfaces count, by {@code counters.sh}. */
final class InterfaceCounters {
    private static final int TIME = 2;
    private static final int OFFLOAD = 3;
    private static final int COUNT = 4;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private InterfaceCounters() {}

    /** Those of that node's interfaces that it has, by name. */
    static Map<String, InterfaceCount> ask(Shell shell, Collection<String> interfaces) throws ShellException {
        CommandResult reply =
                shell.run(Command.script(VerifyScripts.text("counters.sh"), interfaces.toArray(String[]::new)));
        return parse(reply.out());
    }

    /** What the script printed. */
    static Map<String, InterfaceCount> parse(String text) {
        Optional<Long> micros = Optional.empty();
        Map<String, String[]> counts = new HashMap<>();
        Map<String, List<String>> offloads = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" ");
            if (words.length == TIME && words[0].equals("time") && words[1].matches("\\d{1,12}(\\.\\d{1,12})?")) {
                micros = Optional.of(new BigDecimal(words[1]).multiply(MILLION).longValue());
            } else if (words.length == COUNT
                    && words[0].equals("count")
                    && words[2].matches("\\d{1,18}")
                    && words[3].matches("\\d{1,18}")) {
                counts.put(words[1], words);
            } else if (words.length == OFFLOAD && words[0].equals("offload")) {
                offloads.computeIfAbsent(words[1], name -> new ArrayList<>()).add(words[2]);
            }
        }
        Map<String, InterfaceCount> all = new HashMap<>();
        for (Map.Entry<String, String[]> one : counts.entrySet()) {
            List<String> on = offloads.getOrDefault(one.getKey(), List.of());
            micros.ifPresent(at -> all.put(
                    one.getKey(),
                    new InterfaceCount(
                            at,
                            Long.parseLong(one.getValue()[2]),
                            Long.parseLong(one.getValue()[3]),
                            on.contains("?") ? Optional.empty() : Optional.of(on))));
        }
        return all;
    }
}
