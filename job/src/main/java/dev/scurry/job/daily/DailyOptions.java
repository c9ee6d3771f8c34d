package dev.scurry.job.daily;

import dev.scurry.job.config.BadSettingsException;
import dev.scurry.job.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/**
 * What the daily job is asked for on a command line. An option counts before the environment, the
 * environment before a setting, a setting before the default.
 */
public final class DailyOptions {

  @Option(
      names = "--root",
      paramLabel = "URI",
      description = {
        "Where the data lie: a folder, or s3://bucket.",
        "Else $BUCKET, else the setting snapshot.root."
      })
  private String root;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = {
        "The day (UTC): YYYY-MM-DD, today or yesterday; DAY..DAY for each from the first to the last.",
        "Of distances it may be any name: what stands behind day= in the folder's."
      })
  private String day;

  @Option(
      names = "--event",
      paramLabel = "FILE",
      description = {
        "Take the day from an event, as S3 sends it or {\"day\": \"2026-01-31\"}; - is stdin.",
        "Of several records the first one counts."
      })
  private String event;

  @Option(
      names = "--all-records",
      description = "Each day of all records of the event, once, in their order.")
  private boolean allRecords;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = {
        "distances: of the pairs in the input folder; features: of the stream's snapshot;",
        "auto: of distances if others have put some there, else of features.",
        "Without it auto, or distances where $BUCKET is set."
      })
  private String from;

  @Option(
      names = "--input-folder",
      paramLabel = "FOLDER",
      description = {
        "Of the distances, below the root: all objects in FOLDER/day=DAY.",
        "Else $INPUT_FOLDER, else distances."
      })
  private String inputFolder;

  @Option(
      names = "--output-folder",
      paramLabel = "FOLDER",
      description = {
        "Of the clusters, below the root: FOLDER/day=DAY/clusters.csv.gz.",
        "Else $OUTPUT_FOLDER, else clusters."
      })
  private String outputFolder;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      description = "DBSCAN, HDBSCAN or OPTICS; else $ALGORITHM, else DBSCAN.")
  private String algorithm;

  @Option(
      names = "--hyper-params",
      paramLabel = "JSON",
      description = {
        "Parameters by scikit-learn's names, such as '{\"eps\": 0.35}'; else $HYPER_PARAMS.",
        "What is not in it: for DBSCAN the settings daily.eps and daily.min-samples, which are"
            + " scikit-learn's defaults unless set; for the others scikit-learn's defaults."
      })
  private String hyperParams;

  @Option(
      names = "--convert-key-to-int",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = {
        "Keys of distances are whole numbers: 007 is 7, and anything else is a bad line.",
        "Else $CONVERT_KEY_TO_INT, of which only true is true."
      })
  private Boolean convertKeyToInt;

  @Option(
      names = "--allow-partial",
      description = "Features: take what is there of a day that has no manifest yet.")
  private boolean allowPartial;

  /** The root that is given here or in the environment. */
  public Optional<String> root(Map<String, String> environment) {
    return Optional.ofNullable(root)
        .filter(given -> !given.isBlank())
        .or(() -> new LambdaEnvironment(environment).root())
        .map(StorageRoot::of);
  }

  public boolean hasEvent() {
    return event != null;
  }

  /**
   * @param environment of the process
   * @param today in UTC
   * @param daysNeeded whether it has to say which days
   * @throws BadSettingsException with every problem
   * @throws UnusableDayException if the event can't be read, or names no day
   */
  public DailyPlan plan(
      Settings settings, Map<String, String> environment, LocalDate today, boolean daysNeeded) {
    List<String> problems = new ArrayList<>();
    LambdaEnvironment variables = new LambdaEnvironment(environment);
    String where = root(environment).orElse(settings.snapshot().root());
    if (where.isBlank()) {
      problems.add("--root, BUCKET or snapshot.root must say where the day is");
    }
    DailyRequest model =
        new DailyRequest(
            where.isBlank() ? "-" : where,
            today.toString(),
            source(variables, problems),
            parameters(settings.daily(), variables, problems),
            convertKeyToInt == null ? variables.integerKeys() : convertKeyToInt,
            allowPartial,
            input(variables, problems),
            output(variables, problems));
    if (model.distancesFolder().equals(model.clustersFolder())) {
      problems.add("the input folder and the output folder are both " + model.clustersFolder());
    }
    List<String> days = days(model, today, daysNeeded, problems);
    if (!problems.isEmpty()) {
      throw new BadSettingsException(problems);
    }
    return new DailyPlan(model, days, notes(variables));
  }

  private static List<String> notes(LambdaEnvironment variables) {
    return variables.capsRecords()
        ? List.of("MAX_RECORDS is passed over: all records count")
        : List.of();
  }

  private DaySource source(LambdaEnvironment variables, List<String> problems) {
    return from == null
        ? variables.source()
        : word(DaySource.class, "--from", from, problems).orElse(DaySource.AUTO);
  }

  private DensityParameters parameters(
      Settings.Daily settings, LambdaEnvironment variables, List<String> problems) {
    DensityAlgorithm named =
        algorithm != null
            ? algorithm(algorithm, "--algorithm", problems)
            : algorithm(
                variables.algorithm().orElse("DBSCAN"), LambdaEnvironment.ALGORITHM, problems);
    HyperParameters given =
        hyperParams != null
            ? HyperParameters.of("--hyper-params", hyperParams)
            : variables
                .hyperParams()
                .map(json -> HyperParameters.of(LambdaEnvironment.HYPER_PARAMS, json))
                .orElseGet(HyperParameters::none);
    DensityParameters base = DensityParameters.dbscan(settings.eps(), settings.minSamples());
    if (named == null) {
      problems.addAll(given.problems());
      return base;
    }
    try {
      return DensityParameters.ofPairs(named, given, base);
    } catch (WrongParameterException e) {
      problems.addAll(e.problems());
      return base;
    }
  }

  private static DensityAlgorithm algorithm(String name, String source, List<String> problems) {
    return word(DensityAlgorithm.class, source, name, problems).orElse(null);
  }

  private static <E extends Enum<E>> Optional<E> word(
      Class<E> type, String source, String text, List<String> problems) {
    E[] words = type.getEnumConstants();
    for (E word : words) {
      if (word.name().equalsIgnoreCase(text)) {
        return Optional.of(word);
      }
    }
    String names = String.join(", ", Arrays.stream(words).map(Enum::name).toList());
    boolean small = type == DaySource.class;
    problems.add(
        "%s must be one of %s, not '%s'"
            .formatted(source, small ? names.toLowerCase(Locale.ROOT) : names, text));
    return Optional.empty();
  }

  private String input(LambdaEnvironment variables, List<String> problems) {
    return folder(
        inputFolder,
        "--input-folder",
        () -> variables.inputFolder().orElse(DailyRequest.DISTANCES),
        problems);
  }

  private String output(LambdaEnvironment variables, List<String> problems) {
    return folder(
        outputFolder,
        "--output-folder",
        () -> variables.outputFolder().orElse(DailyRequest.CLUSTERS),
        problems);
  }

  /** Without slashes at its ends. */
  private static String folder(
      String given, String option, Supplier<String> unlessGiven, List<String> problems) {
    String folder = (given == null ? unlessGiven.get() : given).replaceAll("^/+|/+$", "");
    boolean below = Arrays.stream(folder.split("/", -1)).allMatch(DailyRequest::isDay);
    if (!below) {
      problems.add("%s must be a folder below the root, not '%s'".formatted(option, folder));
    }
    return folder;
  }

  private List<String> days(
      DailyRequest model, LocalDate today, boolean needed, List<String> problems) {
    DayNames names = new DayNames(today, model.source() == DaySource.DISTANCES);
    if (day != null && event != null) {
      problems.add("--day and --event both say which day: give one of them");
    } else if (allRecords && event == null) {
      problems.add("--all-records is for --event");
    } else if (event != null) {
      return ofEvent(model, names);
    } else if (day != null) {
      return ofDay(names, problems);
    } else if (needed) {
      problems.add("--day or --event must say which day");
    }
    return List.of();
  }

  private List<String> ofDay(DayNames names, List<String> problems) {
    try {
      return names.of(day);
    } catch (IllegalArgumentException e) {
      problems.add("--day: " + e.getMessage());
      return List.of();
    }
  }

  private List<String> ofEvent(DailyRequest model, DayNames names) {
    try {
      return new EventDays(model.root())
          .of(readEvent(), allRecords).stream().map(names::name).toList();
    } catch (IllegalArgumentException e) {
      throw new UnusableDayException("the event's day: " + e.getMessage(), e);
    }
  }

  private String readEvent() {
    try {
      byte[] bytes =
          event.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(event));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UnusableDayException("the event can't be read: " + e, e);
    }
  }
}
