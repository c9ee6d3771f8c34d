/**
 * K-Means on files of vectors, as Amazon SageMaker's algorithm is used: hyperparameters under its
 * names, training, and the folder of a model that this, Flink ML and SageMaker read.
 */
package dev.scurry.cli.kmeans;
