package dev.scurry.job.daily.report;

import dev.scurry.schema.DailyQuality;
import dev.scurry.schema.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges a day. */
public final class DayQuality {

  private static final String FEATURES = "features";
  private static final String AGREEMENT = "agreement";
  private static final String INSPECTION = "inspection";

  private final DayToReport day;
  private final Map<String, String> missing;

  private DayQuality(DayToReport day) {
    this.day = day;
    this.missing = new TreeMap<>(day.missing());
  }

  public static DailyQuality of(DayToReport day) {
    return new DayQuality(day).judge();
  }

  private DailyQuality judge() {
    long clustered = 0;
    for (int cluster = 0; cluster < day.clusters(); cluster++) {
      clustered += day.size(cluster);
    }
    DailyQuality.Features features = null;
    DailyQuality.Spread[] spreads = new DailyQuality.Spread[day.clusters()];
    if (day.vectors() != null) {
      VectorJudge judge = new VectorJudge(day.vectors(), day.vectorLabels(), day.clusters());
      features = judge.features();
      spreads = judge.spreads();
    }
    DailyQuality.Agreement agreement = agreement();
    DailyQuality.Inspection inspection = inspection();
    return new DailyQuality(
        day.day(),
        day.keys().length,
        day.clusters(),
        clustered,
        day.keys().length - clustered,
        day.rejected(),
        segments(spreads),
        features,
        agreement,
        inspection,
        missing,
        WireFormat.VERSION);
  }

  private List<DailyQuality.Segment> segments(DailyQuality.Spread[] spreads) {
    List<DailyQuality.Segment> segments = new ArrayList<>();
    for (int cluster = 0; cluster < day.clusters(); cluster++) {
      segments.add(
          new DailyQuality.Segment(
              day.segment(cluster),
              cluster,
              day.size(cluster),
              (double) day.size(cluster) / day.keys().length,
              spreads[cluster]));
    }
    return segments;
  }

  private DailyQuality.Agreement agreement() {
    if (day.model() == null) {
      return null;
    }
    if (day.vectors() == null) {
      missing.put(AGREEMENT, missing.get(FEATURES));
      return null;
    }
    try {
      return ModelAgreement.of(day);
    } catch (IllegalArgumentException e) {
      missing.put(AGREEMENT, e.getMessage());
      return null;
    }
  }

  private DailyQuality.Inspection inspection() {
    if (day.vectors() == null) {
      missing.put(INSPECTION, missing.get(FEATURES));
      return null;
    }
    if (day.vectors().size() < 2) {
      missing.put(INSPECTION, "one user has nobody to be compared with");
      return null;
    }
    return UserInspection.of(day.keys(), day.vectors());
  }
}
