/**
 * A dataset: a folder with flow tables and all that explains them, which needs no testbed and no overtap to be read.
 *
 * <p>Enters: rows of flow tables, a measurement and what is known of its probes; or the folder. Leaves: the folder, under
 * its name only once it is whole; or rows and the manifest. It writes below the folder that it is given and nowhere else.
 */
package org.overtap.record.dataset;
