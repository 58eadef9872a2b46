/**
 * Carrying out an overlay plan on an experiment's nodes, and undoing it.
 *
 * <p>Enters: an overlay plan, its topology, a testbed that opens shells. Leaves: a
 * {@link org.overtap.deploy.Deployment} in a state file, and daemons on the nodes. Touches, on each node of the plan,
 * one folder that carries the deployment's id, and the processes started in it; on this machine, the state file.
 */
package org.overtap.deploy;
