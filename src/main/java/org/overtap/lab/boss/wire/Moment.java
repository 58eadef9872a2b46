package org.overtap.lab.boss.wire;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** A date and time without a zone, which is all that XML-RPC has. */
public record Moment(LocalDateTime time) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss");

    public String text() {
        return FORM.format(time);
    }
}
