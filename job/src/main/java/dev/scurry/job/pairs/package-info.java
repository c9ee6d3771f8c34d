/**
 * Pairs of points with their distances, {@code key1,key2,distance} a line: lines, keys and numbers
 * are taken apart where they lie, and what is no pair is told with its reason.
 */
package dev.scurry.job.pairs;
