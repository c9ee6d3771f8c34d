package dev.scurry.cli;

import dev.scurry.cli.kmeans.Hyperparameter;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Gives a command one option for each hyperparameter. */
final class HyperparameterOptions implements IModelTransformer {

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (Hyperparameter each : Hyperparameter.values()) {
      command.addOption(
          OptionSpec.builder(each.option())
              .type(String.class)
              .paramLabel(each == Hyperparameter.K ? "K" : "VALUE")
              .description(each.description().replace("%", "%%"))
              .order(each.ordinal())
              .build());
    }
    return command;
  }

  /** The values that were given. */
  static Map<Hyperparameter, String> given(ParseResult parsed) {
    Map<Hyperparameter, String> given = new EnumMap<>(Hyperparameter.class);
    for (Hyperparameter each : Hyperparameter.values()) {
      String value = parsed.matchedOptionValue(each.option(), null);
      if (value != null) {
        given.put(each, value.strip());
      }
    }
    return given;
  }
}
