/**
 * Clustering by density of one local file, of pairs or of points: what is asked for, in
 * scikit-learn's names, the run, and the file of clusters.
 */
package dev.scurry.cli.density;
