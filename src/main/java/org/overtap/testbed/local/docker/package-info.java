/**
 * Containers of Docker on this machine: of one network, of one project of Compose, or of one lab of containerlab.
 *
 * <p>Enters: what {@code docker} tells of running containers. Leaves: namespaces as
 * {@link org.overtap.testbed.local} works on them. May touch the engine: asking only.
 */
package org.overtap.testbed.local.docker;
