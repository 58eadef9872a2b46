/**
 * What nodes print of their own interfaces, addresses and routes.
 *
 * <p>Enters: the output of {@code ip -j addr} and {@code ip -j route}, and of older forms. Leaves: interfaces,
 * addresses and routes. Pure.
 */
package org.overtap.topology.listing;
