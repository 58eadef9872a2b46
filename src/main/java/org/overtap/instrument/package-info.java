/**
 * Descriptors of probes and collectors, the catalogue of those that come with overtap, and what fits what.
 *
 * <p>Enters: YAML files, one an instrument, and an index that names them. Leaves:
 * {@link org.overtap.instrument.Instrument} values whose templates are filled from a map of values, never by splicing
 * into a shell's text, and {@link org.overtap.instrument.Compatibility}'s reasons. Reads files; touches nothing else.
 * How to add one is told in {@code ADDING.md} beside this file.
 */
package org.overtap.instrument;
