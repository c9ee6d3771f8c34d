package dev.scurry.job.daily.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserSampleTest {

  private static final List<String> USERS =
      IntStream.range(0, 5000).mapToObj(user -> "u" + user).toList();

  @Test
  void sample_ofFewUsers_isAll() {
    assertThat(drawn(USERS, 5000)).hasSize(5000);
  }

  @Test
  void sample_dependsOnTheIdsAlone() {
    List<String> reversed = new ArrayList<>(USERS);
    Collections.reverse(reversed);

    assertThat(drawn(reversed, 500)).hasSize(500).isEqualTo(drawn(USERS, 500));
    assertThat(drawn(USERS, 700)).containsAll(drawn(USERS, 500));
  }

  @Test
  void sample_isEven() {
    long early = drawn(USERS, 1000).stream().filter(u -> u.compareTo("u3000") < 0).count();
    long all = USERS.stream().filter(u -> u.compareTo("u3000") < 0).count();

    assertThat(early / 1000.0).isBetween(all / 5000.0 - 0.05, all / 5000.0 + 0.05);
  }

  private static Set<String> drawn(List<String> users, int most) {
    UserSample sample = new UserSample(users.toArray(String[]::new), most);
    return IntStream.range(0, users.size())
        .filter(sample::has)
        .mapToObj(users::get)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
