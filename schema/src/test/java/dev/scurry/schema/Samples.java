package dev.scurry.schema;

import java.util.List;
import java.util.Map;

/** One full example of each wire record; the golden files hold their bytes. */
final class Samples {

  static final ActivityEvent ACTIVITY_EVENT =
      new ActivityEvent(
          "u00042-7", "u00042", "comment", "p000815", "2026-01-03T10:15:30.250Z", 21_400L);

  static final Assignment ASSIGNMENT =
      new Assignment(
          "2026-01-04T00:00:00Z",
          "u00042",
          3,
          0.8125,
          12,
          "2026-01-03T00:00:00Z",
          0L,
          3.25,
          0.75,
          false,
          List.of(
              new Assignment.Reason("total_views", 2.5), new Assignment.Reason("dwell", -0.125)),
          1);

  static final SegmentChange SEGMENT_CHANGE =
      new SegmentChange("2026-01-04T00:00:00Z", "u00042", "moved", 1L, 3L, "user_moved", 12, 1);

  static final ClusterModel CLUSTER_MODEL =
      new ClusterModel(
          "scurry",
          12,
          "2026-01-04T00:00:00Z",
          86_400_000L,
          3_600_000L,
          List.of("total_views", "dwell"),
          new long[] {0, 3},
          4L,
          new double[][] {{2.5, 18_000}, {0.6931471805599453, 61_250.125}},
          new double[] {120.5, 33.25},
          new double[] {0.75, 0},
          0.4375,
          67.265625,
          0.5,
          new double[][] {{0.5, 1_200}, {0.25, 9_000.5}},
          new DistanceQuantiles(
              new double[] {0.5, 0.99}, new double[][] {{0.625, 1.75}, new double[0]}),
          new KAdvice(
              2,
              2,
              2,
              null,
              false,
              List.of(
                  new KAdvice.Point(1, 307.5, null, -0.125),
                  new KAdvice.Point(2, 67.265625, 0.8125, 0.5))),
          List.of(
              new LineageEvent("born", 3, List.of(new MassShare(1, 0.75)), null),
              new LineageEvent("died", 1, null, List.of(new MassShare(3, 0.9)))),
          new DoctorActs(20, 3, 0),
          Map.of("k", "2", "half-life", "7 d"),
          1);

  static final LatestModel LATEST_MODEL =
      new LatestModel(
          "scurry", 12, "2026-01-04T00:00:00Z", "models/scurry/v0000000012/model.json", 1);

  static final DeadLetter DEAD_LETTER =
      new DeadLetter("undecodable", "activity", 2, 4711, "eyJ1c2VyX2lkIjo=", 11, null, 1);

  static final LateEvent LATE_EVENT =
      new LateEvent(
          "late",
          "u00042",
          "view",
          "2026-01-01T10:15:30Z",
          "2026-01-01T11:00:00Z",
          "activity",
          2,
          4712,
          "e30=",
          2,
          null,
          1);

  static final Tally TALLY =
      new Tally(
          "2026-01-04T00:00:00Z",
          1000,
          980,
          Map.of("late", 12L, "idle", 1L),
          Map.of("undecodable", 4L, "missing-user", 3L),
          970,
          5,
          77,
          1);

  static final ControlCommand CONTROL_COMMAND =
      new ControlCommand(
          "c-1",
          "pin",
          12L,
          null,
          null,
          null,
          "ada",
          "the campaign needs still segments",
          "2026-01-03T00:00:00Z",
          1);

  static final AuditRecord AUDIT_RECORD =
      new AuditRecord(
          CONTROL_COMMAND,
          null,
          "accepted",
          "model 12 serves",
          "2026-01-04T00:00:00Z",
          List.of("late"),
          7,
          1);

  static final FeatureManifest FEATURE_MANIFEST =
      new FeatureManifest(
          "2026-01-03",
          List.of("user_id", "window_end", "total_views", "dwell"),
          List.of(new FeatureManifest.Part("part-0-0.csv.gz", 8192)),
          List.of("part-0-1.csv.gz"),
          1);

  static final DailyManifest DAILY_MANIFEST =
      new DailyManifest(
          "2026-01-03",
          "0.1.0",
          List.of(new DailyManifest.Input("features/day=2026-01-03/part-0-0.csv.gz", 8192, "9e10")),
          Map.of("algorithm", "DBSCAN", "eps", "0.5"),
          new DailyManifest.Counts(1001, 1, 0, 1000, 6, 980, 20, 499_500, 60_000, 0),
          List.of(new DailyManifest.Feature("total_views", 2.25, 0.5)),
          Map.of("number", 1L),
          List.of(
              new DailyManifest.RejectedRow(
                  "features/day=2026-01-03/part-0-0.csv.gz",
                  17,
                  "number",
                  "u00042,2026-01-04T00:00:00Z,NaN")),
          new DailyManifest.Output(
              "clusters/day=2026-01-03/clusters.csv.gz", "0a".repeat(32), 12_000, 980),
          List.of(
              new DailyManifest.Output(
                  "reports/day=2026-01-03/noise-0b0b0b0b0b0b0b0b.csv.gz",
                  "0b".repeat(32),
                  200,
                  20)),
          1);

  static final DailyLineage DAILY_LINEAGE =
      new DailyLineage(
          "2026-01-03",
          "2026-01-02",
          5,
          List.of(
              new DailyLineage.Segment(
                  3,
                  0,
                  40,
                  50,
                  30,
                  new DailyLineage.Moves(4, 1, 5),
                  new DailyLineage.Moves(12, 3, 5)),
              new DailyLineage.Segment(
                  1,
                  null,
                  0,
                  7,
                  0,
                  new DailyLineage.Moves(0, 0, 0),
                  new DailyLineage.Moves(4, 2, 1))),
          List.of(
              new LineageEvent("died", 1, null, List.of(new MassShare(3, 0.75))),
              new LineageEvent(
                  "merged", 3, List.of(new MassShare(1, 0.25), new MassShare(3, 0.75)), null)),
          1);

  static final DailyQuality DAILY_QUALITY =
      new DailyQuality(
          "2026-01-03",
          50,
          1,
          40,
          10,
          Map.of("number", 1L),
          List.of(new DailyQuality.Segment(3, 0, 40, 0.8, new DailyQuality.Spread(0.25, 0.5, 2.5))),
          new DailyQuality.Features(List.of("total_views"), 48, 48, true, 0.5, 40, 0.25),
          new DailyQuality.Agreement(
              "scurry",
              42,
              "2026-01-03T23:00:00Z",
              40,
              -0.25,
              0.125,
              List.of(new DailyQuality.Cell(3L, 7, 40), new DailyQuality.Cell(null, 8, 8))),
          new DailyQuality.Inspection(
              48,
              false,
              new DailyQuality.Identical(
                  48, 1, 2, List.of(new DailyQuality.IdenticalSet(2, List.of("u00001", "u00002")))),
              List.of("u00042"),
              List.of("u00043"),
              List.of(List.of("u00001", "u00002")),
              List.of()),
          Map.of(),
          1);

  private Samples() {}

  static List<Object> all() {
    return List.of(
        ACTIVITY_EVENT,
        ASSIGNMENT,
        SEGMENT_CHANGE,
        CLUSTER_MODEL,
        LATEST_MODEL,
        DEAD_LETTER,
        LATE_EVENT,
        TALLY,
        CONTROL_COMMAND,
        AUDIT_RECORD,
        FEATURE_MANIFEST,
        DAILY_MANIFEST,
        DAILY_LINEAGE,
        DAILY_QUALITY);
  }
}
