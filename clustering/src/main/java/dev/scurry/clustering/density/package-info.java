/**
 * Density-based clustering of points whose distances are given: DBSCAN in one pass over the pairs,
 * and the loop that finds the pairs of points within a radius. Points are numbered by rank, 0 to n
 * - 1.
 */
package dev.scurry.clustering.density;
