/**
 * Checks stored records against what interfaces count themselves, and sends nothing.
 *
 * <p>Enters: a deployment, shells on its nodes. Leaves: for each interface that is measured, what it counted and what was
 * recorded of that. Nothing is changed or sent.
 */
package org.overtap.verify.passive;
