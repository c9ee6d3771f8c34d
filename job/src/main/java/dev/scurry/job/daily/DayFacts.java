package dev.scurry.job.daily;

import dev.scurry.schema.DailyManifest;
import java.util.List;
import java.util.Map;

/** What the ranking knows of the day, for the manifest. */
record DayFacts(
    long rows,
    List<DailyManifest.Feature> features,
    Map<String, Long> rejected,
    List<DailyManifest.RejectedRow> rejectedSample) {}
