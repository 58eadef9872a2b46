/**
 * Which programs nodes have, and how what they lack is installed there.
 *
 * <p>Enters: shells on nodes. Leaves: values. Nothing is changed on a node.
 */
package org.overtap.deploy.programs;
