/**
 * Where everything that is drawn stands. The same scene always comes out the same.
 *
 * <p>Enters: a {@link org.overtap.report.picture.scene.Scene}, places that the user chose. Leaves: a
 * {@link org.overtap.report.picture.layout.PictureLayout}. Pure, but for
 * {@link org.overtap.report.picture.layout.PositionsFile}.
 *
 * <p>How: what has one neighbour hangs below it, in a row, or where those are many in columns. The rest stands in tiers
 * by how far it is from what bears such leaves, each tier ordered by the barycentres of its neighbours (Sugiyama, Tagawa
 * and Toda 1981). Where tiers would be too wide, or nothing is a leaf, distances on paper follow distances in the network
 * (stress, by the descent of Zheng, Pawar and Goodman 2019).
 */
package org.overtap.report.picture.layout;
