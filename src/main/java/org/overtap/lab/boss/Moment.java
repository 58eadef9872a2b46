package org.overtap.lab.boss;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** A date and time without a zone, which is all that XML-RPC has. */
record Moment(LocalDateTime time) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss");

    String text() {
        return FORM.format(time);
    }
}
