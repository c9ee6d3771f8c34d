/**
 * How good a clustering is, and how many clusters there are: silhouette, Davies-Bouldin, agreement
 * of labellings (beside {@link dev.scurry.clustering.AdjustedRand}), the gap statistic, the elbow,
 * and the curve of k that is read off micro-clusters without touching the rows again. Vectors lie
 * row after row in one array; every public method refuses NaN, infinities and wrong dimensions with
 * an {@link java.lang.IllegalArgumentException}; equal input gives bit-equal output.
 */
package dev.scurry.clustering.judging;
