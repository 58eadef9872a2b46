/**
 * Flows that must be seen once on their way, and who counts each.
 *
 * <p>Enters: paths of flows over vantage points. Leaves: a choice of vantage points and an assignment of each flow to
 * one of them. Pure.
 */
package org.overtap.placement.flows;
