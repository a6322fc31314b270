package dev.kinetd.operator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.Client;

@AnalyzeClasses(packages = "dev.kinetd", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule operatorAndRuntimeShareTheApiAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.kinetd.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kinetd.runtime..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.kinetd.operator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule resourcesKnowNobody =
      classes()
          .that()
          .resideInAPackage("..operator.resource..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              "..operator.access..",
              "..operator.catalog..",
              "..operator.environment..",
              "..operator.operation..",
              "..operator.owned..",
              "..operator.pods..",
              "..operator.runtime..",
              "..operator.service..",
              "..operator.status..");

  /** What watches and what reconciles brings in what there is; the rest only thinks about it. */
  @ArchTest
  static final ArchRule whatResolvesAndGathersAsksNoServer =
      noClasses()
          .that()
          .resideInAnyPackage("..operator.access..", "..operator.environment..")
          .and()
          .haveSimpleNameNotStartingWith("Watched")
          .and()
          .haveSimpleNameNotEndingWith("Reconciler")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Client.class);
}
