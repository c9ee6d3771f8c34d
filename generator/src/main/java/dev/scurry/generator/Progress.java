package dev.scurry.generator;

import java.time.Duration;

/**
 * How far a publisher has come.
 *
 * @param sent records handed to the producer
 * @param acknowledged records that the broker has confirmed
 * @param elapsed since the first
 * @param perSecond records sent a second since the report before
 * @param targetRate records a second asked for; 0: as fast as it goes
 * @param behind how long ago the present record should have been sent; zero without a target
 */
public record Progress(
    long sent,
    long acknowledged,
    Duration elapsed,
    double perSecond,
    double targetRate,
    Duration behind) {}
