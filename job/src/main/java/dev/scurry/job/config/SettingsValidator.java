package dev.scurry.job.config;

import dev.scurry.job.config.ScurryOptions.EventFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Turns texts into {@link Settings}, collecting every problem instead of stopping at the first. */
final class SettingsValidator {

  private static final int KEY_GROUPS = 720;
  private static final int MOST_SLICES = 65_535;
  private static final List<Double> PUBLISHED_LEVELS = List.of(0.5, 0.9, 0.95, 0.99, 0.999);
  private static final int LEAST_KEY_BYTES = 32;
  private static final Pattern NOT_FREE =
      Pattern.compile(
          "execution\\.checkpointing\\.(mode|(force-)?unaligned.*|aligned-checkpoint-timeout|alignment-timeout)");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern TOPIC_PART = Pattern.compile("[A-Za-z0-9._-]*");
  private static final Pattern ROOT = Pattern.compile("(s3://[a-z0-9][a-z0-9.-]{2,}.*|file:///.*)");

  private final Map<String, String> values;
  private final Configuration configuration;
  private final List<String> problems;

  SettingsValidator(Map<String, String> values, List<String> problems) {
    this.values = values;
    this.configuration = Configuration.fromMap(values);
    this.problems = problems;
  }

  /** The settings; only to be used when no problem was found. */
  Settings settings() {
    String name = get(ScurryOptions.NAME);
    check(FILE_NAME.matcher(name).matches(), ScurryOptions.NAME, "letters, digits, . _ - only");
    return new Settings(
        name,
        source(),
        features(),
        training(),
        control(),
        assignment(),
        snapshot(),
        sink(),
        checkpoint(),
        privacy(),
        daily(),
        SettingsLoader.below("kafka.", values),
        s3(),
        flink());
  }

  /** What a closed window is to the state holds only where a barrier overtakes no record. */
  private Map<String, String> flink() {
    Map<String, String> flink = SettingsLoader.below("flink.", values);
    for (String key : flink.keySet()) {
      check(
          !NOT_FREE.matcher(key).matches(),
          "flink." + key,
          "can't be set: the job needs aligned checkpoints, exactly once");
    }
    return flink;
  }

  private Settings.Source source() {
    EventFormat format = get(ScurryOptions.SOURCE_FORMAT);
    List<String> columns = SettingsLoader.commaSeparated(get(ScurryOptions.SOURCE_CSV_COLUMNS));
    check(
        format != EventFormat.CSV || !columns.isEmpty(),
        ScurryOptions.SOURCE_CSV_COLUMNS,
        "needed where source.format is csv");
    return new Settings.Source(
        get(ScurryOptions.SOURCE_TOPIC),
        get(ScurryOptions.SOURCE_GROUP),
        get(ScurryOptions.SOURCE_START),
        get(ScurryOptions.SOURCE_START_TIMESTAMP),
        format,
        columns,
        new Settings.Fields(
            get(ScurryOptions.FIELD_USER),
            get(ScurryOptions.FIELD_TYPE),
            get(ScurryOptions.FIELD_ITEM),
            get(ScurryOptions.FIELD_TIME),
            get(ScurryOptions.FIELD_ID)),
        get(ScurryOptions.SOURCE_TIME_UNIT),
        get(ScurryOptions.SOURCE_OUT_OF_ORDERNESS),
        positive(ScurryOptions.SOURCE_MAX_AHEAD),
        get(ScurryOptions.SOURCE_IDLE_TIMEOUT),
        get(ScurryOptions.SOURCE_MAX_DRIFT),
        (int) Math.min(get(ScurryOptions.SOURCE_MAX_RECORD).getBytes(), 1 << 30));
  }

  private Settings.Features features() {
    Duration size = positive(ScurryOptions.WINDOW_SIZE);
    Duration slide = positive(ScurryOptions.WINDOW_SLIDE);
    check(
        slide.toMillis() > 0 && size.toMillis() % Math.max(1, slide.toMillis()) == 0,
        ScurryOptions.WINDOW_SIZE,
        "has to be a multiple of features.window.slide");
    check(
        size.toMillis() / Math.max(1, slide.toMillis()) <= MOST_SLICES,
        ScurryOptions.WINDOW_SIZE,
        "has to be at most " + MOST_SLICES + " slides");
    String definitions = configuration.get(ScurryOptions.FEATURE_DEFINITIONS);
    return new Settings.Features(
        new Settings.Window(size.toMillis(), Math.max(1, slide.toMillis())),
        definitions == null
            ? FeatureDefinitions.DEFAULT
            : FeatureDefinitions.parse(definitions, problems),
        atLeast(0, ScurryOptions.DISTINCT_EXACT_LIMIT));
  }

  private Settings.Training training() {
    int shards = atLeast(1, ScurryOptions.SHARDS);
    check(KEY_GROUPS % Math.max(1, shards) == 0, ScurryOptions.SHARDS, "has to divide 720");
    double tolerance = get(ScurryOptions.LLOYD_TOL);
    check(tolerance >= 0 && tolerance <= 1, ScurryOptions.LLOYD_TOL, "has to lie between 0 and 1");
    Settings.KSearch search = kSearch();
    return new Settings.Training(
        search.auto() ? search.max() : fixedK(),
        search,
        get(ScurryOptions.WARM_START).trim(),
        get(ScurryOptions.RESET),
        halfLife(),
        shards,
        get(ScurryOptions.SEED),
        get(ScurryOptions.SCALING),
        atLeast(1, ScurryOptions.MINI_BATCH_SIZE),
        autoOrPositive(ScurryOptions.EXTRA_CENTER_FACTOR, 10),
        get(ScurryOptions.INIT_METHOD),
        get(ScurryOptions.LLOYD_INIT),
        atLeast(1, ScurryOptions.LLOYD_MAX_ITER),
        autoOrPositive(ScurryOptions.LLOYD_TRIALS, 10),
        tolerance);
  }

  private Settings.KSearch kSearch() {
    int min = atLeast(1, ScurryOptions.K_MIN);
    int max = atLeast(2, ScurryOptions.K_MAX);
    check(min < max, ScurryOptions.K_MIN, "has to be below training.k-max");
    boolean auto = get(ScurryOptions.K).trim().equalsIgnoreCase("auto");
    return new Settings.KSearch(auto, min, max, get(ScurryOptions.K_ADVICE));
  }

  private int fixedK() {
    String text = get(ScurryOptions.K).trim();
    if (!text.matches("-?\\d{1,6}")) {
      check(false, ScurryOptions.K, "'" + text + "' is neither auto nor a whole number");
      return 2;
    }
    int k = Integer.parseInt(text);
    check(k >= 2, ScurryOptions.K, "has to be at least 2, not " + k);
    return Math.max(2, k);
  }

  private HalfLife halfLife() {
    try {
      return HalfLife.parse(get(ScurryOptions.HALF_LIFE));
    } catch (IllegalArgumentException e) {
      check(false, ScurryOptions.HALF_LIFE, e.getMessage());
      return new HalfLife(HalfLife.Unit.EVENT_TIME, 0);
    }
  }

  private Settings.Control control() {
    String topic = topicName(ScurryOptions.CONTROL_TOPIC);
    check(
        topic.isEmpty() || !topic.equals(get(ScurryOptions.SOURCE_TOPIC)),
        ScurryOptions.CONTROL_TOPIC,
        "has to differ from source.topic");
    return new Settings.Control(
        topic, topicName(ScurryOptions.CONTROL_REPLAY), atLeast(1, ScurryOptions.VERSIONS_KEPT));
  }

  private String topicName(ConfigOption<String> option) {
    String name = get(option);
    check(
        TOPIC_PART.matcher(name).matches(),
        option,
        "a topic's name has letters, digits, . _ - only");
    return name;
  }

  private Settings.Assignment assignment() {
    double quantile = get(ScurryOptions.OUTLIER_QUANTILE);
    check(
        PUBLISHED_LEVELS.contains(quantile),
        ScurryOptions.OUTLIER_QUANTILE,
        "has to be one of those that a model publishes: " + PUBLISHED_LEVELS);
    return new Settings.Assignment(atLeast(1, ScurryOptions.LEFT_AFTER_WINDOWS), quantile);
  }

  private Settings.Snapshot snapshot() {
    return new Settings.Snapshot(
        root(ScurryOptions.SNAPSHOT_ROOT),
        get(ScurryOptions.SNAPSHOT_INTERVAL),
        atLeast(0, ScurryOptions.SNAPSHOT_RETAIN));
  }

  private Settings.Sink sink() {
    return new Settings.Sink(
        topicName(ScurryOptions.TOPIC_PREFIX),
        get(ScurryOptions.TRANSACTIONAL_ID_PREFIX),
        positive(ScurryOptions.TRANSACTION_TIMEOUT));
  }

  private Settings.Checkpoint checkpoint() {
    Duration interval = positive(ScurryOptions.CHECKPOINT_INTERVAL);
    check(
        interval.compareTo(get(ScurryOptions.TRANSACTION_TIMEOUT)) < 0,
        ScurryOptions.CHECKPOINT_INTERVAL,
        "has to be shorter than sink.transaction-timeout, or transactions expire");
    return new Settings.Checkpoint(
        root(ScurryOptions.CHECKPOINT_DIR), interval, get(ScurryOptions.STATE_BACKEND));
  }

  private Settings.Privacy privacy() {
    if (!get(ScurryOptions.PSEUDONYMISE)) {
      return new Settings.Privacy(false, "");
    }
    String file = get(ScurryOptions.PRIVACY_KEY_FILE);
    String key = get(ScurryOptions.PRIVACY_KEY);
    check(
        file.isEmpty() || key.isEmpty(),
        ScurryOptions.PRIVACY_KEY_FILE,
        "goes instead of privacy.key, not beside it");
    if (!file.isEmpty()) {
      key = contentOf(file);
    }
    check(
        key.getBytes(StandardCharsets.UTF_8).length >= LEAST_KEY_BYTES,
        file.isEmpty() ? ScurryOptions.PRIVACY_KEY : ScurryOptions.PRIVACY_KEY_FILE,
        "privacy.pseudonymise needs a key of at least 32 bytes, such as 'openssl rand -base64 32'"
            + " gives");
    return new Settings.Privacy(true, key);
  }

  private String contentOf(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      check(false, ScurryOptions.PRIVACY_KEY_FILE, file + " can't be read: " + e);
      return "";
    }
  }

  private Settings.Daily daily() {
    double eps = get(ScurryOptions.DAILY_EPS);
    check(eps > 0 && Double.isFinite(eps), ScurryOptions.DAILY_EPS, "has to be a number above 0");
    double maxDistance = get(ScurryOptions.DAILY_MAX_DISTANCE);
    check(
        maxDistance >= 0 && Double.isFinite(maxDistance),
        ScurryOptions.DAILY_MAX_DISTANCE,
        "has to be a number >= 0");
    return new Settings.Daily(
        eps,
        atLeast(1, ScurryOptions.DAILY_MIN_SAMPLES),
        get(ScurryOptions.DAILY_SCALING),
        maxDistance,
        atLeast(1, ScurryOptions.DAILY_MAX_INFLATION),
        get(ScurryOptions.DAILY_MAX_INFLATED).getBytes());
  }

  private Map<String, String> s3() {
    Map<String, String> s3 = new TreeMap<>();
    SettingsLoader.below("s3.", values).forEach((key, value) -> s3.put("s3." + key, value));
    check(
        s3.containsKey("s3.access-key") == s3.containsKey("s3.secret-key"),
        "s3.access-key",
        "goes with s3.secret-key");
    return s3;
  }

  private String root(ConfigOption<String> option) {
    String root = get(option);
    check(
        root.isEmpty() || ROOT.matcher(root).matches(),
        option,
        "'" + root + "' is neither s3://bucket nor file:///folder");
    return root;
  }

  private int autoOrPositive(ConfigOption<String> option, int auto) {
    String text = get(option);
    if (text.equals("auto")) {
      return auto;
    }
    boolean positive = text.matches("[1-9]\\d{0,5}");
    check(positive, option, "'" + text + "' is neither auto nor a whole number above 0");
    return positive ? Integer.parseInt(text) : auto;
  }

  private int atLeast(int least, ConfigOption<Integer> option) {
    int value = get(option);
    check(value >= least, option, "has to be at least " + least + ", not " + value);
    return value;
  }

  private Duration positive(ConfigOption<Duration> option) {
    Duration value = get(option);
    check(value.toMillis() > 0, option, "has to be longer than 0");
    return value;
  }

  private <T> T get(ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (RuntimeException e) {
      check(false, option, "'" + shown(option.key()) + "' is not " + expected(option));
      return option.defaultValue();
    }
  }

  private String shown(String key) {
    return GlobalConfiguration.isSensitive(key) ? "******" : values.get(key);
  }

  private static String expected(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value instanceof Duration) {
      return "a duration such as '10 s', '1 h' or '7 d'";
    }
    if (value instanceof Enum<?> word) {
      return "one of " + SettingsTable.words(word);
    }
    return "a value such as '" + SettingsTable.shown(value) + "'";
  }

  private void check(boolean holds, ConfigOption<?> option, String problem) {
    check(holds, option.key(), problem);
  }

  private void check(boolean holds, String key, String problem) {
    if (!holds) {
      problems.add(key + ": " + problem);
    }
  }
}
