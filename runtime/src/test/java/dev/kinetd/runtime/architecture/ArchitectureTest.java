package dev.kinetd.runtime.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Dependencies point one way. What decides is kept apart from what touches the machine, so that it
 * can be read, tested and reused (by the operator, by {@code check}) without a socket. A rule that
 * stands in the way is a reason to move code, hardly ever to change the rule.
 */
@AnalyzeClasses(packages = "dev.kinetd", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.vertx..",
    "io.netty..",
    "io.smallrye..",
    "io.micrometer..",
    "jakarta..",
    "org.eclipse.microprofile..",
    "org.jboss..",
    "picocli.."
  };

  /** Annotations are no more than notes, for those who make the definitions for Kubernetes. */
  @ArchTest
  static final ArchRule apiStandsOnTheJdkAndHasOfOthersAnnotationsAlone =
      classes()
          .that()
          .resideInAPackage("dev.kinetd.api..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.kinetd.api..",
              "java..",
              "com.fasterxml.jackson.annotation..",
              "io.fabric8.generator.annotation..");

  @ArchTest
  static final ArchRule whatDecidesKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("..frontend..", "..admission..", "..access..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FRAMEWORKS);

  @ArchTest
  static final ArchRule whatDecidesOpensNoSocket =
      noClasses()
          .that()
          .resideInAnyPackage("..frontend..", "..admission..", "..access..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.net\\.[A-Za-z]*Socket[A-Za-z]*|java\\.nio\\.channels\\..*")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("..linux..", "java.lang.foreign..");

  @ArchTest
  static final ArchRule admissionKnowsOnlyTheApi =
      onlyOurs("admission", "dev.kinetd.api..", "dev.kinetd.runtime.admission..");

  @ArchTest
  static final ArchRule accessKnowsWhatIsDeclaredAndWhoComes =
      onlyOurs(
          "access",
          "dev.kinetd.api..",
          "dev.kinetd.runtime.access..",
          "dev.kinetd.runtime.admission..",
          "dev.kinetd.runtime.frontend..");

  @ArchTest
  static final ArchRule frontEndsKnowOnlyTheApi =
      onlyOurs("frontend", "dev.kinetd.api..", "dev.kinetd.runtime.frontend..");

  @ArchTest
  static final ArchRule systemCallsKnowNobody = onlyOurs("linux", "dev.kinetd.runtime.linux..");

  @ArchTest
  static final ArchRule builtinsServeWhoeverListens =
      noClasses()
          .that()
          .resideInAPackage("..builtin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..listen..", "..launch..", "..serve..", "..admin..", "..command..");

  @ArchTest
  static final ArchRule onlySystemCallsAreForeign =
      noClasses()
          .that()
          .resideOutsideOfPackages("..linux..", "..launch..", "..builtin..", "..listen..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.foreign..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.kinetd.runtime.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule processesAreStartedByTheLauncherAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.lang\\.Process(Builder.*|Impl)?")
          .because("a java.lang.Process cannot be handed a socket");

  private static ArchRule onlyOurs(String name, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage("dev.kinetd.runtime." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.kinetd..").and(not(resideInAnyPackage(packages))));
  }
}
