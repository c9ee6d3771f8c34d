package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import java.util.List;
import java.util.Map;

/**
 * What the reader of an object of distances knows of it, for the manifest.
 *
 * @param place of the object among the day's
 * @param pairs lines that are pairs
 * @param headers 1 where the first line is one
 * @param within pairs that were near enough to count
 */
record ObjectFacts(
    int place,
    DailyManifest.Input input,
    long pairs,
    long headers,
    long within,
    Map<String, Long> rejected,
    List<DailyManifest.RejectedRow> sample) {}
