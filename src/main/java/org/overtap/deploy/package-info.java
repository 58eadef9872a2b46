/**
 * Carrying out an overlay plan on an experiment's nodes, and undoing it.
 *
 * <p>Enters: an overlay plan, its topology, the descriptors of its instruments, a testbed that opens shells. Leaves: a
 * {@link org.overtap.deploy.journal.Deployment} in a state file, and daemons on the nodes. The deployment is in one
 * {@link org.overtap.deploy.journal.Phase}, and its {@link org.overtap.deploy.journal.Journal} names each thing before
 * it is made: to show or undo it, nothing else need be known. What a node has, its folder tells too
 * ({@link org.overtap.deploy.Recovery}). Touches, on each node of the plan, one folder that carries the deployment's id
 * and the node's name, and the processes started in it; on this machine, the state file.
 */
package org.overtap.deploy;
