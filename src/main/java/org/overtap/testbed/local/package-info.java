/**
 * Networks that are network namespaces of this machine, whoever made them: how such namespaces are wired, and how
 * they are worked in from the machine. The packages below find the namespaces that are nodes, each in its own way.
 *
 * <p>Enters: namespaces, and what one script as root tells of every interface in them. Leaves: a
 * {@link org.overtap.topology.Topology}: links by veth pairs, LANs by bridges, VLAN by VLAN. May touch the machine: reading only; the
 * script works in a mount namespace of its own that ends with it.
 *
 * <p>No control network is needed: each node has an address on its own loopback interface, so what is measured there
 * stays there until its files are fetched from the disk, which all nodes share.
 */
package org.overtap.testbed.local;
