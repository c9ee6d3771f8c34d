package dev.scurry.cli.architecture.planted.generator;

import dev.scurry.cli.architecture.planted.job.source.PlantedSource;
import org.apache.flink.api.common.JobID;

/** Planted: a generator that knows the job, and Flink. */
public class PlantedGenerator {
  PlantedSource known;
  JobID alsoKnown;
}
