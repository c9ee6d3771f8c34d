package dev.scurry.cli;

import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import dev.scurry.job.daily.DayForget;
import dev.scurry.job.daily.StorageRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scurry forget}: takes users out of days that are stored. */
@Command(
    name = "forget",
    header = "Take users out of the days that are stored.",
    description = {
      "",
      "Writes the features of each day again without them; until that is whole, readers see the old day. Clusters and"
          + " distances that the daily job made of such a day are removed: run it again for the days that run_again"
          + " lists. A command that was interrupted is given again. Features without a manifest are left alone: the"
          + " running job still has them; ask it by 'scurry control forget', and give this command again once the manifest"
          + " is there. With privacy.pseudonymise, give the same"
          + " settings as to the job: users are looked for under their ids and their pseudonyms.",
      "",
      "Example: scurry forget --root s3://my-bucket --day 2026-01-01 --to 2026-01-31 --user u00042",
      ""
    })
final class ForgetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private StoredDayOptions stored;
  @Mixin private JobOptions options;
  @Mixin private Verbosity verbosity;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      converter = StoredDayOptions.DayConverter.class,
      description = "The last day, where there is more than one.")
  private LocalDate to;

  @Option(
      names = "--user",
      required = true,
      arity = "1..*",
      paramLabel = "USER",
      description = "Whom to forget; may be given many times.")
  private List<String> users = List.of();

  private final List<String> done = new ArrayList<>();
  private final List<String> notThere = new ArrayList<>();
  private final List<String> runAgain = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private long rows;

  @Override
  public Integer call() throws Exception {
    LocalDate last = to == null ? stored.day() : to;
    usage(!last.isBefore(stored.day()), "--to lies before --day");
    usage(isThere(), "--root: there is no folder " + stored.root());
    Settings settings = options.settings(Map.of("snapshot.root", stored.uri()));
    Preflight.checkStorage(settings);
    Set<String> names = names(settings);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      for (LocalDate day = stored.day(); !day.isAfter(last); day = day.plusDays(1)) {
        forget(day, names, scratch.path());
      }
    }
    json().print(spec.commandLine().getOut());
    return 0;
  }

  private void usage(boolean holds, String problem) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  /** The check of storage would make a folder; of a bucket it tells itself. */
  private boolean isThere() {
    return !StorageRoot.isMissingFolder(stored.uri());
  }

  /** A day may be older than the pseudonyms. */
  private Set<String> names(Settings settings) {
    Pseudonyms pseudonyms = Pseudonyms.of(settings);
    Set<String> names = new LinkedHashSet<>(users);
    users.forEach(user -> names.add(pseudonyms.of(user)));
    return names;
  }

  private void forget(LocalDate day, Set<String> names, Path scratch) throws IOException {
    DayForget.Result result = DayForget.run(stored.request(day, false), names, scratch);
    (result.there() ? done : notThere).add(day.toString());
    if (result.runAgain()) {
      runAgain.add(day.toString());
    }
    left.addAll(result.left());
    rows += result.rows();
    new Progress().step(line(day, result));
  }

  private static String line(LocalDate day, DayForget.Result result) {
    String features =
        result.there() ? "%d rows taken out".formatted(result.rows()) : "no finished day";
    return "%s: %s%s"
        .formatted(day, features, result.runAgain() ? "; its clusters have to be made again" : "");
  }

  private JsonLine json() {
    return new JsonLine()
        .with("days", done)
        .with("rows", rows)
        .with("not_there", notThere)
        .with("run_again", runAgain)
        .with("left", left);
  }
}
