package dev.scurry.cli.architecture.planted.job.sink;

import dev.scurry.cli.architecture.planted.job.snapshot.PlantedSnapshot;

/** Planted: a sink that knows who writes to it. */
public class PlantedSink {
  PlantedSnapshot known;
}
