package dev.scurry.cli.architecture.planted.clustering;

import dev.scurry.cli.architecture.planted.schema.PlantedRecord;

/** Planted: an algorithm that knows a wire record. */
public class PlantedAlgorithm {
  PlantedRecord known;
}
