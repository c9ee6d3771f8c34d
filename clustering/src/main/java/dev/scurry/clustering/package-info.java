/**
 * K-Means that goes on learning: micro-clusters that forget by half-life, their reduction to k
 * centroids, and the identity of clusters from one model to the next. Primitive arrays in and out;
 * vectors lie row after row in one array. Every public method refuses NaN, infinities and wrong
 * dimensions with an {@link java.lang.IllegalArgumentException}. Equal input gives bit-equal output
 * on every machine: sums run in index order, randomness is seeded, transcendental functions are
 * those of {@link java.lang.StrictMath}.
 */
package dev.scurry.clustering;
