/**
 * An experiment's topology, put together from what the boss tells and what the nodes tell themselves.
 *
 * <p>Enters: replies of the boss, listings of nodes, delay mappings. Leaves: a topology with notes on what was
 * contradictory. Reads nodes by their shells; changes nothing.
 */
package org.overtap.testbed.emulab.discovery;
