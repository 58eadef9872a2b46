/**
 * What the database of Open vSwitch tells of its bridges.
 *
 * <p>Enters: rows as {@code ovs-vsctl --format=json list} prints them. Leaves: bridges with their ports, tunnels, mirrors
 * and exporters. Touches nothing.
 */
package org.overtap.testbed.local.vswitch;
