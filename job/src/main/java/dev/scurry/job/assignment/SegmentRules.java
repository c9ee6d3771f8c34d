package dev.scurry.job.assignment;

import dev.scurry.job.assignment.Segmenter.Segment;
import dev.scurry.job.features.UserFeatures;
import dev.scurry.schema.Assignment;
import dev.scurry.schema.SegmentChange;
import dev.scurry.schema.WireFormat;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a user's features at a window's end mean for his segment: entered, moved, left, and why.
 *
 * <p>A user has left when he had no features in n windows in a row, dated at the end of the n-th.
 * That is a function of his windows alone; it does not matter whether a timer or his return shows
 * it first.
 */
final class SegmentRules implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long slideMs;
  private final int leftAfterWindows;

  private transient long window;
  private transient String windowText;

  SegmentRules(long slideMs, int leftAfterWindows) {
    this.slideMs = slideMs;
    this.leftAfterWindows = leftAfterWindows;
  }

  /** The window's end at which he has left, unless he has features in it or before. */
  long leavesAt(UserSegment user) {
    return Math.addExact(user.windowEnd(), Math.multiplyExact(slideMs, leftAfterWindows));
  }

  boolean hasLeftBefore(UserSegment user, long windowEnd) {
    return leavesAt(user) < windowEnd;
  }

  SegmentChange left(String name, UserSegment user) {
    return change(leavesAt(user), name, "left", user.cluster(), null, null, user.modelVersion());
  }

  SegmentChange forgotten(String name, long windowEnd, UserSegment user) {
    return change(windowEnd, name, "left", user.cluster(), null, "forgotten", user.modelVersion());
  }

  /**
   * The change that a new segment is, or null.
   *
   * @param before null for a user who was in no segment
   */
  SegmentChange compare(UserSegment before, UserFeatures features, Segment now, Segmenter model) {
    String name = features.user;
    long windowEnd = features.windowEnd;
    if (before == null) {
      return change(windowEnd, name, "entered", null, now.cluster(), null, model.version());
    }
    if (before.cluster() == now.cluster()) {
      return null;
    }
    // What he did last would already put him there: it is the model that changed.
    boolean modelMoved = model.closest(before.features()) == now.cluster();
    return change(
        windowEnd,
        name,
        "moved",
        before.cluster(),
        now.cluster(),
        modelMoved ? "model_moved" : "user_moved",
        model.version());
  }

  Assignment assigned(UserFeatures features, Segment now, Segmenter model) {
    return new Assignment(
        text(features.windowEnd),
        features.user,
        now.cluster(),
        now.distance(),
        model.version(),
        model.trainedThrough(),
        now.runnerUp(),
        now.runnerUpDistance(),
        now.margin(),
        now.outlier(),
        now.reasons(),
        WireFormat.VERSION);
  }

  /** Of one window there are many assignments. */
  private String text(long windowEnd) {
    if (windowText == null || windowEnd != window) {
      window = windowEnd;
      windowText = Instant.ofEpochMilli(windowEnd).toString();
    }
    return windowText;
  }

  private static SegmentChange change(
      long windowEnd, String user, String what, Long from, Long to, String cause, long version) {
    return new SegmentChange(
        Instant.ofEpochMilli(windowEnd).toString(),
        user,
        what,
        from,
        to,
        cause,
        version,
        WireFormat.VERSION);
  }
}
