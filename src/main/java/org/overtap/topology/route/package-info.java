/**
 * The way that packets take over the routes that nodes tell.
 *
 * <p>Enters: a topology with routes. Leaves: the hops from one address to another, or why there is none. Pure.
 */
package org.overtap.topology.route;
