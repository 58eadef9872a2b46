/**
 * Network namespaces that have a name, as {@code ip netns} makes them.
 *
 * <p>Enters: their names. Leaves: namespaces as {@link org.overtap.testbed.local} works on them. May touch the machine:
 * reading only.
 */
package org.overtap.testbed.local.netns;
