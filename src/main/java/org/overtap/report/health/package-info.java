/**
 * How an overlay fares, for people and as documents.
 *
 * <p>Enters: what a look at it found. Leaves: text and trees. Pure.
 */
package org.overtap.report.health;
