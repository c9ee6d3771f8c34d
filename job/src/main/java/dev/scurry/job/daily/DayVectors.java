package dev.scurry.job.daily;

import dev.scurry.job.daily.report.FeatureDigests;
import dev.scurry.job.daily.report.UserSample;
import dev.scurry.job.daily.report.UserVectors;
import dev.scurry.schema.StoragePaths;
import java.io.EOFException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The features of the day's users, joined by id also where the day was clustered by distances that
 * others gave. Of very many users a sample is kept, {@link #MOST_NUMBERS} in all.
 */
final class DayVectors {

  /** Features of all users who are kept: 64 MB. */
  static final int MOST_NUMBERS = 1 << 23;

  private final DayStore store;
  private final DailyRequest request;
  private final KeyIndex index;
  private final String[] keys;

  DayVectors(DayStore store, DailyRequest request, KeyIndex index, String[] keys) {
    this.store = store;
    this.request = request;
    this.index = index;
    this.keys = keys;
  }

  /**
   * Reads them.
   *
   * @param standardise whether distances are between features divided by their deviation
   * @throws UnusableDayException if there are none, or they can't be read
   */
  UserVectors read(LocalDate day, boolean standardise) throws IOException {
    String manifest =
        store.relative(StoragePaths.featureManifest(store.root(), request.day().toString()));
    if (!store.exists(manifest) && !request.allowPartial()) {
      throw new UnusableDayException("there is no " + manifest);
    }
    DayInput input = DayInput.find(store, request);
    List<String> names = input.features();
    if (names.isEmpty()) {
      throw new UnusableDayException("the day's features have no column");
    }
    Found found = new Found(new UserSample(keys, MOST_NUMBERS / names.size()));
    for (DayPart part : input.parts) {
      read(part, new FeatureRows(input.columns.length, day), found);
    }
    if (!found.any) {
      throw new UnusableDayException("none of the day's users has features");
    }
    return UserVectors.of(names, found.digests, found.values, standardise);
  }

  private void read(DayPart part, FeatureRows reader, Found found) throws IOException {
    try (CsvRows csv = CsvRows.ofGzip(store.open(part.path))) {
      csv.next(); // header
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        FeatureRow features = reader.read(part.place, row);
        int rank = features.isUsed() ? index.find(features.user) : -1;
        if (rank >= 0) {
          found.take(rank, features);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new UnusableDayException(part.path + " is no whole gzip file: " + e.getMessage(), e);
    }
  }

  /** Of several rows of a user the latest window's, then the first, as in {@link UserRanking}. */
  private final class Found {
    private final UserSample sample;
    private final long[] windowEnds = new long[keys.length];
    private final double[][] values = new double[keys.length][];
    private final FeatureDigests digests = new FeatureDigests(keys.length);
    private boolean any;

    Found(UserSample sample) {
      this.sample = sample;
      Arrays.fill(windowEnds, Long.MIN_VALUE);
    }

    void take(int rank, FeatureRow row) {
      if (row.windowEnd > windowEnds[rank]) {
        windowEnds[rank] = row.windowEnd;
        any = true;
        digests.put(rank, row.values);
        values[rank] = sample.has(rank) ? row.values : null;
      }
    }
  }
}
