package org.overtap.record.query.ask;

/** From when on something is new. */
public sealed interface Since {
    /**
     * From that time on.
     *
     * @param micros microseconds since 1970
     */
    record Time(long micros) implements Since {}

    /**
     * The last part of the measurement.
     *
     * @param micros how long it is, in microseconds
     */
    record Last(long micros) implements Since {}

    /** From the first flow of a run on. */
    record Run(String name) implements Since {}
}
