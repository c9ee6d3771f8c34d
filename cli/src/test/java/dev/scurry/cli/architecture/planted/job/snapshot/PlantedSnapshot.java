package dev.scurry.cli.architecture.planted.job.snapshot;

/** Planted: a stage that knows none. */
public class PlantedSnapshot {}
