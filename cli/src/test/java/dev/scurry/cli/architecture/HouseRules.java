package dev.scurry.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Which module may know which, and which stage of the streaming job may know which. {@code root} is
 * the package that holds the modules: {@code dev.scurry}, or that of planted mistakes.
 */
record HouseRules(String root) {

  /** The stages in the order of the flow. */
  private static final List<String> STAGES =
      List.of("control", "source", "features", "training", "assignment", "snapshot");

  private static final String VECTOR_API = "jdk.incubator.vector..";

  /** All rules, for the classes of every module. */
  List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(onlyKnows("clustering", "java..", VECTOR_API));
    rules.add(onlyTheVectorKernelKnowsTheVectorApi());
    rules.add(onlyKnows("schema", "java..", "com.fasterxml.jackson.."));
    rules.add(doesNotKnow("generator", "job", "clustering", "embedded", "cli"));
    rules.add(knowsNothingOf("generator", "org.apache.flink.."));
    rules.add(doesNotKnow("embedded", "job", "clustering", "schema", "generator", "cli"));
    rules.add(doesNotKnow("job", "generator", "embedded", "cli"));
    for (int stage = 0; stage < STAGES.size(); stage++) {
      rules.add(doesNotKnowStages(STAGES.get(stage), STAGES.subList(stage + 1, STAGES.size())));
    }
    rules.add(doesNotKnowStages("daily", STAGES));
    rules.add(doesNotKnowStages("config", STAGES));
    rules.add(doesNotKnowStages("sink", STAGES));
    rules.add(
        slices().matching(root + ".job.(*)..").should().beFreeOfCycles().allowEmptyShould(true));
    rules.add(namesSayWhatAClassIs());
    return rules;
  }

  private ArchRule onlyKnows(String module, String... others) {
    return noClasses()
        .that(resideInAPackage(in(module)))
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(others))
                .and(not(resideInAPackage(in(module))))
                .and(not(PRIMITIVE)))
        .allowEmptyShould(true)
        .as(module + " depends on nothing but " + String.join(", ", others));
  }

  /** A JVM without the module has to load every other class. */
  private ArchRule onlyTheVectorKernelKnowsTheVectorApi() {
    return noClasses()
        .that(resideInAPackage(in("")))
        .and()
        .doNotHaveFullyQualifiedName(root + ".clustering.VectorKernel")
        .should()
        .dependOnClassesThat(resideInAPackage(VECTOR_API))
        .allowEmptyShould(true)
        .as("no class but the vector kernel knows the Vector API");
  }

  private ArchRule doesNotKnow(String module, String... others) {
    return knowsNothingOf(module, List.of(others).stream().map(this::in).toArray(String[]::new));
  }

  private ArchRule knowsNothingOf(String module, String... packages) {
    return noClasses()
        .that(resideInAPackage(in(module)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages))
        .allowEmptyShould(true)
        .as(module + " knows nothing of " + String.join(", ", packages));
  }

  private ArchRule doesNotKnowStages(String stage, List<String> later) {
    String[] packages = later.stream().map(name -> in("job." + name)).toArray(String[]::new);
    return knowsNothingOf("job." + stage, packages);
  }

  private ArchRule namesSayWhatAClassIs() {
    return noClasses()
        .that(resideInAPackage(in("")))
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager)")
        .allowEmptyShould(true)
        .as("no class is called an Impl, Util, Helper or Manager");
  }

  private static final DescribedPredicate<JavaClass> PRIMITIVE =
      DescribedPredicate.describe("primitive", type -> type.getBaseComponentType().isPrimitive());

  private String in(String module) {
    return module.isEmpty() ? root + ".." : root + "." + module + "..";
  }
}
