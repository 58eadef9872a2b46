/**
 * Makes what was measured ready to be given away: the same flows between addresses and names that are nobody's.
 *
 * <p>Enters: a {@link org.overtap.record.Measurement}, a {@link org.overtap.record.table.FlowSource} and a key. Leaves:
 * the same with every address, MAC address and name replaced, and free texts left out. Addresses keep their prefixes'
 * relations and nothing else, so that subnets and routes stay what they were to each other. What packets did (times,
 * ports, sizes, counts, flags) stays as it was: who knows traffic of the experiment well may recognise it. Pure, but for
 * {@link org.overtap.record.anonymise.KeyFile}.
 */
package org.overtap.record.anonymise;
