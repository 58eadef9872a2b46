/**
 * What is known of a measurement besides its records, from the deployment that made it and from its nodes.
 *
 * <p>Enters: a deployment, shells on its nodes. Leaves: values. Nothing is changed on a node.
 */
package org.overtap.lifecycle.measured;
