/**
 * The boss of a lab: Emulab's XML-RPC over TLS, and the experiment behind it.
 *
 * <p>Requests enter, as bytes of strangers: bounded in size and read without document types. Replies leave, with the
 * types and habits of a real boss, awkward ones included; how both are written is in {@link
 * org.overtap.lab.boss.wire}. Touched: the lab's machines, by way of
 * {@link org.overtap.lab.net.LabMachines}, and the lab's status file. Runs as a process of its own, in a namespace of
 * its own.
 */
package org.overtap.lab.boss;
