/**
 * An experiment as it is to be looked at: who observes what, what nobody sees, and how much passed.
 *
 * <p>Enters: a plan, a deployment, or what was measured. Leaves: a {@link org.overtap.lifecycle.view.NetworkView}, which
 * {@code report} draws. Nothing is changed on a testbed.
 */
package org.overtap.lifecycle.view;
