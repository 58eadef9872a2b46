/**
 * Where collectors run, how many are needed, and which probe reports to which.
 *
 * <p>Enters: probes with the load that they export, capacities, the control network. Leaves: an assignment in which
 * no collector takes more than it can. Pure.
 */
package org.overtap.overlay.collectors;
