/**
 * The live check: sends canaries over every conversation, or from host to host where flows are covered, waits until their
 * records can have been stored, fetches these, and asks {@link org.overtap.verify.ConversationVerifier} or
 * {@link org.overtap.verify.HostFlowVerifier} for the verdict. What else is known tells whose fault it is where something
 * is not proven: {@link org.overtap.verify.evidence}.
 *
 * <p>Enters: a deployment and shells. Leaves: a {@link org.overtap.verify.VerifyReport}. Sends UDP between the
 * experiment's nodes and reads files on the collectors; never stops or restarts a daemon.
 */
package org.overtap.verify;
