package dev.scurry.cli.architecture.planted.job.daily;

import dev.scurry.cli.architecture.planted.job.features.PlantedFeatures;

/** Planted: a daily job that knows a stage of the stream. */
public class PlantedDaily {
  PlantedFeatures known;
}
