package dev.scurry.cli.architecture.planted.job.source;

import dev.scurry.cli.architecture.planted.generator.PlantedGenerator;

/** Planted: a job that knows who feeds it. */
public class PlantedReader {
  PlantedGenerator known;
}
