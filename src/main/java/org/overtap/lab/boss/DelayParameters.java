package org.overtap.lab.boss;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/**
 * Reads {@code PARAM=VALUE} of the boss's delay_config: names of any case, values within the testbed's limits, told by
 * the database's columns.
 */
final class DelayParameters {
    static final String USAGE = """
            Usage: delay_config [-m] [-d] [-s vnode] <pid> <eid> <link | bridge> PARAM=VALUE ...
            Required: pid, eid, link, and at least one parameter to change!
            Parameters:
             BANDWIDTH=NNN    - N=bandwidth (10-1000000 Kbits per second)
             PLR=NNN          - N=lossrate (0 <= plr < 1)
             DELAY=NNN        - N=delay (one-way delay in milliseconds > 0)
             LIMIT=NNN        - The queue size in bytes or packets
             QUEUE-IN-BYTES=N - 0 means in packets, 1 means in bytes
             MAXTHRESH, THRESH, LINTERM, Q_WEIGHT - of RED and GRED
            """;

    private record Form(String column, Pattern form, DoublePredicate range) {}

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+");
    private static final Map<String, Form> FORMS = Map.of(
            "BANDWIDTH", new Form("bandwidth", WHOLE, kbps -> kbps >= 10 && kbps <= 1_000_000),
            "DELAY", new Form("delay", WHOLE, ms -> true),
            "PLR", new Form("lossrate", NUMBER, loss -> loss <= 1),
            "LIMIT", new Form("q_limit", WHOLE, packets -> true),
            "QUEUE-IN-BYTES", new Form("q_qinbytes", WHOLE, flag -> flag <= 1),
            "MAXTHRESH", new Form("q_maxthresh", WHOLE, packets -> true),
            "THRESH", new Form("q_minthresh", WHOLE, packets -> true),
            "LINTERM", new Form("q_linterm", NUMBER, value -> true),
            "Q_WEIGHT", new Form("q_weight", NUMBER, value -> true));

    private DelayParameters() {}

    /**
     * The values by column.
     *
     * @throws IllegalArgumentException with what the boss's script says, for a name it does not know or a value out of
     *     its range
     */
    static Map<String, String> read(Map<?, ?> given) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        Map<String, String> columns = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            Form form = FORMS.get(name.toString().toUpperCase(Locale.ROOT));
            String text = value.toString();
            if (form == null || !form.form().matcher(text).matches()) {
                throw new IllegalArgumentException("Invalid config option: " + name + "=" + text + "\n" + USAGE);
            }
            if (!form.range().test(Double.parseDouble(text))) {
                throw new IllegalArgumentException(USAGE);
            }
            columns.put(form.column(), text);
        });
        return columns;
    }
}
