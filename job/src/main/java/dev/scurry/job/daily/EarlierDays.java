package dev.scurry.job.daily;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;

/**
 * What is left of the days before this one: all within {@link #FARTHEST} days, and as many more as
 * it takes to find one with a whole result.
 *
 * @param last the latest that has a whole result; null without any
 * @param nextId above every id that a lineage of these days knows
 * @param damaged later than that one, latest first, with a result that is damaged or not whole
 */
record EarlierDays(EarlierDay last, long nextId, List<LocalDate> damaged) {

  /** Days. */
  static final int FARTHEST = 31;

  private static final String FOLDER = "day=";

  static EarlierDays before(DayStore store, LocalDate day) throws IOException {
    EarlierDay last = null;
    long nextId = 0;
    List<LocalDate> damaged = new ArrayList<>();
    for (LocalDate earlier : daysBefore(store, day)) {
      if (last != null && isFar(earlier, day)) {
        break;
      }
      EarlierDay whole = EarlierDay.of(store, earlier).orElse(null);
      nextId =
          Math.max(
              nextId, whole == null ? EarlierDay.nextIdLeft(store, earlier) : whole.ids().nextId());
      if (last == null && whole == null && EarlierDay.hasManifest(store, earlier)) {
        damaged.add(earlier);
      }
      last = last == null ? whole : last;
    }
    return new EarlierDays(last, nextId, damaged);
  }

  static boolean isFar(LocalDate earlier, LocalDate day) {
    return ChronoUnit.DAYS.between(earlier, day) > FARTHEST;
  }

  /** Latest first. */
  private static List<LocalDate> daysBefore(DayStore store, LocalDate day) throws IOException {
    List<LocalDate> days = new ArrayList<>();
    for (FileStatus file : store.list("reports")) {
      dateOf(file.getPath().getName()).filter(date -> date.isBefore(day)).ifPresent(days::add);
    }
    days.sort(Comparator.reverseOrder());
    return days;
  }

  private static Optional<LocalDate> dateOf(String folder) {
    try {
      return folder.startsWith(FOLDER)
          ? Optional.of(LocalDate.parse(folder.substring(FOLDER.length())))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
