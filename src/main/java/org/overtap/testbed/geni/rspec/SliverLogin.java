package org.overtap.testbed.geni.rspec;

/**
 * A way to log in on a node.
 *
 * @param user whose it is
 * @param host name or address; with virtual machines often that of the machine below, which several share
 * @param port its SSH server's
 */
public record SliverLogin(String user, String host, int port) {}
