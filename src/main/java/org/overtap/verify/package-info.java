/**
 * The live check: sends canaries over every conversation, or as the plan lists flows between hosts, waits
 * until their records can have been stored, fetches these, and asks
 * {@link org.overtap.verify.ConversationVerifier} or {@link org.overtap.verify.HostFlowVerifier} for the verdict.
 *
 * <p>Enters: a deployment and shells. Leaves: a {@link org.overtap.verify.VerifyReport}. Sends UDP datagrams between the
 * experiment's nodes and reads files on the collectors; never stops or restarts a daemon.
 */
package org.overtap.verify;
