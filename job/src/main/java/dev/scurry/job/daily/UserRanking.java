package dev.scurry.job.daily;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The day's users in the order of their ids, see {@link KeyOrder}; a user's place is his rank. Of
 * several rows of one user the one of the latest window counts, then the first in the files; the
 * others are rejected. The order in which rows arrived does not matter.
 */
final class UserRanking {

  static final Comparator<FeatureRow> BY_PLACE =
      Comparator.<FeatureRow>comparingInt(row -> row.place).thenComparingLong(row -> row.line);

  private static final Comparator<FeatureRow> BY_USER =
      Comparator.<FeatureRow, String>comparing(row -> row.user, KeyOrder.BY_UTF8)
          .thenComparing(Comparator.<FeatureRow>comparingLong(row -> row.windowEnd).reversed())
          .thenComparing(BY_PLACE);

  private final List<FeatureRow> users = new ArrayList<>();
  private final List<FeatureRow> rejected = new ArrayList<>();

  private UserRanking() {}

  /** Takes all rows of the day, rejected ones too. */
  static UserRanking of(List<FeatureRow> rows) {
    UserRanking ranking = new UserRanking();
    rows.stream().filter(row -> !row.isUsed()).forEach(ranking.rejected::add);
    rows.stream().filter(FeatureRow::isUsed).sorted(BY_USER).forEach(ranking::addUser);
    ranking.rejected.sort(BY_PLACE);
    return ranking;
  }

  /** By rank. */
  List<FeatureRow> users() {
    return users;
  }

  /** In the order of the files. */
  List<FeatureRow> rejected() {
    return rejected;
  }

  private void addUser(FeatureRow row) {
    boolean repeated = !users.isEmpty() && users.get(users.size() - 1).user.equals(row.user);
    if (repeated) {
      row.text = textOf(row);
      rejected.add(row.reject(RowProblem.REPEATED_USER));
    } else {
      users.add(row);
    }
  }

  /** Only rows that could not be read keep their text; this one is written anew. */
  private static String textOf(FeatureRow row) {
    StringBuilder text =
        new StringBuilder(CsvText.quoted(row.user)).append(',').append(row.windowEnd);
    for (double value : row.values) {
      text.append(',').append(value);
    }
    return text.toString();
  }
}
