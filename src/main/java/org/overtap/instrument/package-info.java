/**
 * Descriptors of probes and collectors, and the catalogue of those that come with overtap.
 *
 * <p>Enters: YAML files, one an instrument. Leaves: {@link org.overtap.instrument.Instrument} values whose templates
 * are filled from a map of values, never by splicing into a shell's text. Reads files; touches nothing else.
 */
package org.overtap.instrument;
