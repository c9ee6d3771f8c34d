package dev.scurry.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

  private static final String PLANTED = "dev.scurry.cli.architecture.planted";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.scurry");

  private static final JavaClasses MISTAKES = new ClassFileImporter().importPackages(PLANTED);

  static List<ArchRule> rules() {
    return new HouseRules("dev.scurry").all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void house_keepsTheRule(ArchRule rule) {
    rule.check(HOUSE);
  }

  @Test
  void house_holdsEveryModule() {
    assertThat(HOUSE)
        .extracting(type -> type.getPackageName().split("\\.")[2])
        .contains("clustering", "schema", "job", "embedded", "generator", "cli");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clustering depends on nothing but java..                        | PlantedAlgorithm
          schema depends on nothing but java.., com.fasterxml.jackson..   | PlantedRecord
          generator knows nothing of dev.scurry.cli.architecture.planted. | PlantedGenerator
          generator knows nothing of org.apache.flink..                   | PlantedGenerator
          embedded knows nothing of                                       | PlantedServer
          job knows nothing of                                            | PlantedReader
          job.source knows nothing of                                     | PlantedSource
          job.training knows nothing of                                   | PlantedTraining
          job.daily knows nothing of                                      | PlantedDaily
          job.sink knows nothing of                                       | PlantedSink
          cycles                                                          | Cycle detected
          no class is called an Impl                                      | PlantedHelper
          """)
  void rule_refusesPlantedMistake(String rule, String culprit) {
    assertThat(new HouseRules(PLANTED).all())
        .filteredOn(candidate -> candidate.getDescription().contains(rule))
        .singleElement()
        .satisfies(
            broken ->
                assertThat(broken.evaluate(MISTAKES).getFailureReport().toString())
                    .contains(culprit));
  }
}
