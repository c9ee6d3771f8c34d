package dev.scurry.cli.architecture.planted.job.features;

import dev.scurry.cli.architecture.planted.job.source.PlantedSource;

/** Planted: what the source knows knows the source: a cycle. */
public class PlantedFeatures {
  PlantedSource known;
}
