/**
 * A small but real testbed on one Linux computer: its server side only.
 *
 * <p>An ns script enters; machines that can be logged into, an Emulab boss and a profile for the client leave.
 * Touched: network namespaces and processes of the lab, its folder under {@code /var/lib/overtap/lab} (or
 * {@code $OVERTAP_LAB_DIR}) and one profile file. Shares no code with the Emulab client: they meet on the wire only.
 */
package org.overtap.lab;
