/**
 * Anybody's machines: hosts that are reached by SSH, and network namespaces of this machine, without any control
 * plane. There are no free machines here, and nothing is ever added to an experiment.
 *
 * <p>Enters: a list of hosts, or a file with one (YAML, or an Ansible inventory in either form). Leaves: a
 * {@link org.overtap.topology.Topology} that was asked from the hosts themselves: interfaces by {@code ip -j addr},
 * segments by common subnet, confirmed or split by who answers to ARP (RFC 826) or neighbour discovery (RFC 4861).
 * May touch the hosts: reading, and one echo request to a neighbour for each question of who is there; nothing is
 * written on them.
 *
 * <p>Reading a list and inferring segments are pure; {@link org.overtap.testbed.hosts.HostsTestbed} alone has the
 * shells.
 */
package org.overtap.testbed.hosts;
