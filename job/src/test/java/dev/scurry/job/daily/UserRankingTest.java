package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class UserRankingTest {

  @Test
  void of_ordersUsersByUtf8() {
    UserRanking ranking =
        UserRanking.of(
            rows(row(0, 2, "\uE000", 1), row(0, 3, "😀", 1), row(0, 4, "Z", 1), row(1, 2, "a", 1)));

    assertThat(ranking.users())
        .extracting(row -> row.user)
        .containsExactly("Z", "a", "\uE000", "😀");
  }

  @RepeatedTest(20)
  void of_takesTheLatestWindowThenTheFirstPlaceOfAUser(RepetitionInfo repetition) {
    List<FeatureRow> rows =
        rows(
            row(1, 2, "ann", 20),
            row(0, 9, "ann", 20),
            row(0, 2, "ann", 10),
            row(0, 5, "bob", 10),
            row(0, 10, "ann", 20));
    Collections.shuffle(rows, new Random(repetition.getCurrentRepetition()));

    UserRanking ranking = UserRanking.of(rows);

    assertThat(ranking.users())
        .extracting(row -> row.place + ":" + row.line)
        .containsExactly("0:9", "0:5");
    assertThat(ranking.rejected())
        .extracting(row -> row.place + ":" + row.line + " " + row.problem + " " + row.text)
        .containsExactly(
            "0:2 repeated-user ann,10,1.0",
            "0:10 repeated-user ann,20,1.0",
            "1:2 repeated-user ann,20,1.0");
  }

  private static List<FeatureRow> rows(FeatureRow... rows) {
    return new ArrayList<>(List.of(rows));
  }

  private static FeatureRow row(int place, long line, String user, long windowEnd) {
    FeatureRow row = new FeatureRow();
    row.place = place;
    row.line = line;
    row.user = user;
    row.windowEnd = windowEnd;
    row.values = new double[] {1};
    return row;
  }
}
