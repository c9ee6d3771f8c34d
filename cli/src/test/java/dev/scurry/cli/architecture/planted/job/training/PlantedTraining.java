package dev.scurry.cli.architecture.planted.job.training;

import dev.scurry.cli.architecture.planted.job.snapshot.PlantedSnapshot;

/** Planted: a stage that knows the last one. */
public class PlantedTraining {
  PlantedSnapshot known;
}
