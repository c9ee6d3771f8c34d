package dev.scurry.cli.architecture.planted.job.source;

import dev.scurry.cli.architecture.planted.job.features.PlantedFeatures;

/** Planted: a stage that knows the next one. */
public class PlantedSource {
  PlantedFeatures known;
}
