package dev.scurry.cli.architecture.planted.embedded;

import dev.scurry.cli.architecture.planted.schema.PlantedRecord;

/** Planted: a server that knows what is sent to it. */
public class PlantedServer {
  PlantedRecord known;
}
