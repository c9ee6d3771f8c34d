/**
 * Inspection of a data set: which points are outliers, duplicates or near duplicates, told by
 * single linkage. {@link dev.scurry.clustering.inspect.Inspection#of} is all there is to call.
 */
package dev.scurry.clustering.inspect;
