/**
 * Int lists, buckets, heaps and sets that the searches are made of.
 *
 * <p>Enters: plain numbers. Leaves: plain numbers. Pure.
 */
package org.overtap.placement.util;
