/**
 * The sentence: discover, plan, prepare, deploy, verify, collect, tear down.
 * {@link org.overtap.lifecycle.OverlayLifecycle} has one method for each of its words; the other types are what goes
 * into them and what comes out.
 *
 * <p>Enters: an experiment and how to reach it, a state file, requests that are values. Leaves: plans, deployments and
 * reports, which are values too; what is done meanwhile is told to a {@link org.overtap.lifecycle.LifecycleListener},
 * and what must be asked is asked through {@link org.overtap.lifecycle.Consent}. Touched: the experiment's nodes, the
 * experiment itself where a plan adds machines, and the state file. Knows no command line and prints nothing.
 */
package org.overtap.lifecycle;
