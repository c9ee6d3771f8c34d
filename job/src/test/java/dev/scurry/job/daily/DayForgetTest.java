package dev.scurry.job.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scurry.schema.DailyManifest;
import dev.scurry.schema.StoragePaths;
import dev.scurry.schema.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayForgetTest {
  private static final Set<String> USERS = Set.of("ann", "x,\"y");
  private static final String CLUSTERS = "clusters/day=" + DayFolder.DAY + "/clusters.csv.gz";
  private static final String NOISE = "reports/day=" + DayFolder.DAY + "/noise-1.csv.gz";
  private static final String REPORT = "reports/day=" + DayFolder.DAY + "/manifest.json";
  private static final String DISTANCES =
      "distances/day=" + DayFolder.DAY + "/scurry-pairs-00000.csv.gz";
  private static final String FOREIGN = "distances/day=" + DayFolder.DAY + "/theirs.csv.gz";

  @TempDir Path folder;
  @TempDir Path temporary;

  @Test
  void run_takesTheUsersRowsOut_andLeavesAllOthersAsTheyStand() throws IOException {
    DayFolder day = day(folder);

    DayForget.Result result = forget(store(folder));

    assertThat(result).isEqualTo(new DayForget.Result(true, 2, false, List.of()));
    assertThat(parts(folder)).hasSize(3).contains("b.csv.gz").doesNotContain("a.csv.gz");
    String rewritten = parts(folder).stream().filter(p -> p.startsWith("part-")).findFirst().get();
    assertThat(day.unpacked("features/day=" + DayFolder.DAY + "/" + rewritten))
        .isIn(
            "user_id,window_end,views,comments\n" + DayFolder.row("anna", 1, 2) + "\n",
            "user_id,window_end,views,comments\n" + DayFolder.row("two\nlines", 1, 2) + "\n");
    assertThat(usersOf(folder)).containsExactlyInAnyOrder("anna", "bob", "two\nlines");
    assertThat(day.features("a.csv.gz")).doesNotExist();
    assertThat(day.features("c.csv.gz")).doesNotExist();
  }

  @Test
  void run_againDoesNothing() throws IOException {
    day(folder);
    forget(store(folder));
    Map<String, byte[]> before = bytes(folder);

    assertThat(forget(store(folder))).isEqualTo(new DayForget.Result(true, 0, false, List.of()));
    assertThat(bytes(folder)).containsExactlyInAnyOrderEntriesOf(before);
  }

  @Test
  void run_dayWithoutTheUsers_staysByteForByte() throws IOException {
    DayFolder day = day(folder);
    results(day, "bob");
    Map<String, byte[]> before = bytes(folder);

    DayForget.Result result =
        new DayForget(store(folder), request(folder), Set.of("nobody"), temporary).run();

    assertThat(result).isEqualTo(new DayForget.Result(true, 0, false, List.of()));
    assertThat(bytes(folder)).containsExactlyInAnyOrderEntriesOf(before);
  }

  @Test
  void run_removesTheDaysResults_butTellsOnlyOfWhatOthersPutThere() throws IOException {
    DayFolder day = day(folder);
    results(day, "bob");
    DayFolder.write(day.file(FOREIGN), DayFolder.packed("ann,bob,0.5\n"));
    DayFolder.write(
        day.file(FOREIGN.replace("theirs", "more")), DayFolder.packed("anna,bob,0.5\n"));

    DayForget.Result result = forget(store(folder));

    assertThat(result).isEqualTo(new DayForget.Result(true, 2, true, List.of(FOREIGN)));
    for (String gone : List.of(CLUSTERS, NOISE, REPORT, DISTANCES)) {
      assertThat(day.file(gone)).doesNotExist();
    }
    assertThat(day.file(FOREIGN)).exists();
  }

  @Test
  void run_dayThatIsNotThereOrNotComplete_isLeftAlone() throws IOException {
    assertThat(forget(store(folder)).there()).isFalse();

    new DayFolder(folder).part("a.csv.gz", List.of(DayFolder.row("ann", 1, 2)));

    assertThat(forget(store(folder)).there()).isFalse();
    assertThat(new DayFolder(folder).features("a.csv.gz")).exists();
  }

  @Test
  void run_dayOfDistancesOnly_losesItsResults() throws IOException {
    DayFolder day = new DayFolder(folder);
    DayFolder.write(day.file(FOREIGN), DayFolder.packed("ann,bob,0.5\n"));
    results(day, "ann");

    DayForget.Result result = forget(store(folder));

    assertThat(result).isEqualTo(new DayForget.Result(false, 0, true, List.of(FOREIGN)));
    for (String gone : List.of(CLUSTERS, NOISE, REPORT, DISTANCES)) {
      assertThat(day.file(gone)).doesNotExist();
    }
  }

  @Test
  void run_damagedPart_isRefused() throws IOException {
    DayFolder day = new DayFolder(folder).part("a.csv.gz", List.of(DayFolder.row("ann", 1, 2)));
    day.manifest();
    byte[] whole = Files.readAllBytes(day.features("a.csv.gz"));
    Files.write(day.features("a.csv.gz"), java.util.Arrays.copyOf(whole, whole.length - 6));

    assertThatThrownBy(() -> forget(store(folder)))
        .isInstanceOf(UnusableDayException.class)
        .hasMessageContaining("a.csv.gz is no whole gzip file");
  }

  /**
   * Dies before each of its acts on the store in turn; the next run finds what that one has left.
   */
  @Test
  void run_killedAnywhere_leavesTheOldDayOrTheNewOne_andTheNextRunEndsIt() throws IOException {
    int deaths = 0;
    boolean died = true;
    while (died) {
      Path root = Files.createDirectory(folder.resolve("root" + deaths));
      results(day(root), "bob");
      died = diesBefore(root, deaths);
      assertThat(Set.copyOf(usersOf(root)))
          .isIn(
              Set.of("ann", "anna", "bob", "two\nlines", "x,\"y"),
              Set.of("anna", "bob", "two\nlines"));

      forget(store(root));

      assertThat(usersOf(root)).containsExactlyInAnyOrder("anna", "bob", "two\nlines");
      for (String object : bytes(root).keySet()) {
        assertThat(object.endsWith(".gz") && rows(root).areIn(object)).as(object).isFalse();
      }
      assertThat(new DayFolder(root).file(REPORT)).doesNotExist();
      deaths++;
    }
    assertThat(deaths).isGreaterThan(8);
  }

  private boolean diesBefore(Path root, int acts) {
    try {
      forget(new MortalStore(root.toUri().toString(), acts));
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessage("killed");
      return true;
    }
  }

  private static DayFolder day(Path root) throws IOException {
    return new DayFolder(root)
        .part("a.csv.gz", List.of(DayFolder.row("anna", 1, 2), DayFolder.row("ann", 3, 4)))
        .part("b.csv.gz", List.of(DayFolder.row("bob", 5, 6)))
        .part("c.csv.gz", List.of(DayFolder.row("x,\"y", 1, 2), DayFolder.row("two\nlines", 1, 2)))
        .manifest();
  }

  private static void results(DayFolder day, String clustered) throws IOException {
    DayFolder.write(day.file(DISTANCES), DayFolder.packed("ann," + clustered + ",0.25\n"));
    DayFolder.write(day.file(NOISE), DayFolder.packed("key\r\nann\r\n"));
    DayFolder.write(day.file(CLUSTERS), DayFolder.packed("cluster,key\r\n0," + clustered + "\r\n"));
    List<DailyManifest.Output> outputs =
        Stream.of(CLUSTERS, DISTANCES, NOISE)
            .map(path -> new DailyManifest.Output(path, "", 1, 1))
            .toList();
    DailyManifest manifest =
        new DailyManifest(
            DayFolder.DAY,
            "1",
            List.of(),
            Map.of(),
            new DailyManifest.Counts(5, 0, 0, 5, 1, 1, 4, 10, 1, 1),
            List.of(),
            Map.of(),
            List.of(),
            outputs.get(0),
            outputs,
            1);
    DayFolder.write(day.file(REPORT), WireFormat.encode(manifest));
  }

  private DayForget.Result forget(DayStore store) throws IOException {
    return new DayForget(
            store, request(Path.of(java.net.URI.create(store.root() + "/"))), USERS, temporary)
        .run();
  }

  private static DailyRequest request(Path root) {
    return DailyRequest.of(root.toUri().toString(), DayFolder.DAY);
  }

  private static DayStore store(Path root) {
    return new DayStore(root.toUri().toString(), "reports/day=" + DayFolder.DAY);
  }

  private static ForgottenRows rows(Path root) {
    return new ForgottenRows(store(root), USERS);
  }

  private static List<String> parts(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    for (DayPart part : DayInput.find(store(root), request(root)).parts) {
      names.add(part.path.substring(part.path.lastIndexOf('/') + 1));
    }
    return names;
  }

  /** As the daily job would read them. */
  private static List<String> usersOf(Path root) throws IOException {
    List<String> users = new ArrayList<>();
    for (String part : parts(root)) {
      String path =
          store(root).relative(StoragePaths.featuresOf(store(root).root(), DayFolder.DAY));
      try (CsvRows csv = CsvRows.ofGzip(store(root).open(path + "/" + part))) {
        csv.next();
        for (CsvRow row = csv.next(); row != null; row = csv.next()) {
          users.add(row.fields().get(0));
        }
      }
    }
    return users;
  }

  private static Map<String, byte[]> bytes(Path root) throws IOException {
    Map<String, byte[]> bytes = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  /** Fails before an act, as a process that is killed does. */
  static final class MortalStore extends DayStore {
    private static final long serialVersionUID = 1L;
    private int acts;

    MortalStore(String root, int acts) {
      super(root, "reports/day=" + DayFolder.DAY);
      this.acts = acts;
    }

    @Override
    void put(String path, InputStream content) throws IOException {
      act();
      super.put(path, content);
    }

    @Override
    void delete(String path) throws IOException {
      act();
      super.delete(path);
    }

    private void act() throws IOException {
      if (acts-- == 0) {
        throw new IOException("killed");
      }
    }
  }
}
