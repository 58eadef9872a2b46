package org.overtap.record.query.ask;

import java.math.BigDecimal;

/**
 * By what a pattern is told from what only resembles it.
 *
 * @param name as it is typed
 * @param usual what it is unless told otherwise
 * @param least the least that makes sense
 * @param most the most that does
 * @param meaning what it bounds
 */
public record Threshold(String name, double usual, double least, double most, String meaning) {
    /** A number without an empty fraction. */
    static String shown(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Its name with its usual value, as it is typed. */
    public String assigned() {
        return name + "=" + shown(usual);
    }

    @Override
    public String toString() {
        return assigned() + " (" + meaning + ")";
    }
}
