package dev.scurry.cli.architecture.planted.job.sink;

/** Planted: a class whose name says nothing. */
public class PlantedHelper {}
