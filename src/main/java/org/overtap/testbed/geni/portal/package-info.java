/**
 * The portal of CloudLab, Powder and Emulab: what it tells of an experiment, by REST with a token, or by XML-RPC with a
 * certificate.
 *
 * <p>Enters: settings, answers of a server that is not trusted. Leaves: an experiment's state and end, and its manifests.
 * May touch the portal: reading, and a change of an experiment's bindings where one is asked for. A token goes to the portal
 * that it is for and nowhere else.
 */
package org.overtap.testbed.geni.portal;
