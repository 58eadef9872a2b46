/**
 * What is drawn of an experiment, before anybody knows where: nodes, segments, the wires between them, who sends to whom.
 *
 * <p>Enters: a {@link org.overtap.lifecycle.view.NetworkView}. Leaves: a {@link org.overtap.report.picture.scene.Scene},
 * of few enough things to be drawn: a large network's are taken together. Pure.
 */
package org.overtap.report.picture.scene;
