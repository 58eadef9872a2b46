/**
 * Where flows can be read from: collectors' nodes of a running deployment, a folder of flow files, a dataset's folder; and
 * the dataset that is made of any of them.
 *
 * <p>Enters: a deployment with shells on its nodes, or a folder. Leaves: flow sources and datasets. Nothing is changed on
 * a node.
 */
package org.overtap.lifecycle.flows;
