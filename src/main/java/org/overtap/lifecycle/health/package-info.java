/**
 * How an overlay fares: what each probe received, lost, sent and had stored, where on that way its data stops, and what its
 * nodes have left.
 *
 * <p>Enters: a deployment, what its daemons say of themselves, shells on its nodes. Leaves: values. Nothing is changed on a
 * node; what is not told is absent, never guessed.
 */
package org.overtap.lifecycle.health;
