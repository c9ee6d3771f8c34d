package dev.scurry.cli.selectk;

import dev.scurry.clustering.Scaling;

/**
 * What is studied.
 *
 * @param kMin the least k, >= 1
 * @param kMax the greatest k, >= kMin
 * @param scaling of every distance
 * @param seed of every choice
 * @param components whether the picture of the first two principal components is wanted
 */
public record StudyOptions(int kMin, int kMax, Scaling scaling, long seed, boolean components) {}
