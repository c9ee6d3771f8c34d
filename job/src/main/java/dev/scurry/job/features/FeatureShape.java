package dev.scurry.job.features;

import dev.scurry.job.config.FeatureDefinition;
import dev.scurry.job.config.Pseudonyms;
import dev.scurry.job.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * What the accumulators in state were made for. State of another shape can't be read on.
 *
 * @param lines window and definitions, one a line
 */
record FeatureShape(List<String> lines) {

  private static final String PSEUDONYMS = "pseudonyms of a key that makes of nobody ";

  static FeatureShape of(Settings settings) {
    Settings.Features features = settings.features();
    List<String> lines = new ArrayList<>();
    lines.add("window " + features.window().sizeMs() + " ms / " + features.window().slideMs());
    lines.add("distinct-exact-limit " + features.distinctExactLimit());
    Pseudonyms pseudonyms = Pseudonyms.of(settings);
    if (pseudonyms.areOn()) {
      lines.add(PSEUDONYMS + pseudonyms.of(""));
    }
    features.definitions().forEach(definition -> lines.add(line(definition)));
    return new FeatureShape(lines);
  }

  static FeatureShape parse(String text) {
    return new FeatureShape(text.lines().toList());
  }

  String text() {
    return String.join("\n", lines);
  }

  /** Why state of this shape can't be read on by these settings; empty: it can. */
  String refusal(FeatureShape settings) {
    if (!pseudonyms().equals(settings.pseudonyms())) {
      return "the users of the restored state are "
          + (pseudonyms().isEmpty()
              ? "no pseudonyms"
              : settings.pseudonyms().isEmpty() ? "pseudonyms" : "pseudonyms of another key")
          + "; by these settings each would be another user, also with training.reset."
          + " Set privacy.pseudonymise and its key as they were, or start without the restored state";
    }
    List<String> differences = differencesTo(settings);
    return differences.isEmpty()
        ? ""
        : "the features differ from those of the restored state: "
            + String.join("; ", differences)
            + ". What it holds of open windows can't be read by them, also not with training.reset."
            + " Go back to those features, or start without the restored state: then the windows are"
            + " counted anew from source.start";
  }

  private List<String> pseudonyms() {
    return lines.stream().filter(line -> line.startsWith(PSEUDONYMS)).toList();
  }

  private List<String> differencesTo(FeatureShape settings) {
    List<String> differences = new ArrayList<>();
    lines.stream().filter(l -> !settings.lines.contains(l)).forEach(l -> differences.add("- " + l));
    settings.lines.stream().filter(l -> !lines.contains(l)).forEach(l -> differences.add("+ " + l));
    if (differences.isEmpty() && !equals(settings)) {
      differences.add("the same features in another order");
    }
    return differences;
  }

  private static String line(FeatureDefinition definition) {
    return String.join(
        " ",
        definition.name(),
        definition.aggregate().name(),
        "field=" + definition.field(),
        "type=" + definition.type(),
        "of=" + definition.of(),
        definition.transform().name());
  }
}
