/**
 * Emulab: reads an experiment from the boss's XML-RPC interface and from its shaper nodes, and changes it.
 *
 * <p>Enters: {@code project/experiment}, the boss's address, a client certificate, shells on nodes. Leaves: a
 * {@link org.overtap.topology.Topology} in which no word of Emulab's is left. May touch the boss (HTTPS) and, reading
 * only, the nodes. Every XML-RPC type stays in here.
 *
 * <p>Links that bridge nodes join are one segment. Which bridges were added as taps, and what their links were called,
 * the boss does not tell: the script's marked block does, and it is read where there is a bridge.
 *
 * <p>What the boss calls a value's type varies with its database: a number may arrive as text, and NULL as an empty
 * text or not at all. Rows are therefore read through {@link org.overtap.testbed.emulab.boss.ReplyStruct} only.
 */
package org.overtap.testbed.emulab;
