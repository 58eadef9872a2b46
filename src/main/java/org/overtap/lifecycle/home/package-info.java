/**
 * What of a deployment the user keeps: its flow files and the documents that explain them, in a folder of his.
 *
 * <p>Enters: a deployment, shells on its nodes, a folder. Leaves: an account of what is there now, and of what is not.
 * Nothing is changed on a node.
 */
package org.overtap.lifecycle.home;
