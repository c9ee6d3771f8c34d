package dev.scurry.cli.architecture.planted.schema;

import org.apache.flink.api.common.JobID;

/** Planted: a wire record that knows Flink. */
public class PlantedRecord {
  JobID known;
}
