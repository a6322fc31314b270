package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files in deploy/crd and in the chart are what the classes say; see {@link Generated}. */
class CrdFilesTest {

  private static final Path FOLDER = Path.of("../deploy/crd");
  private static final Path CHART = Path.of("../helm/kinetd/files/crd");

  @Test
  void areWhatTheClassesSay() throws IOException {
    for (CustomResourceDefinition definition : Definitions.generate()) {
      // given
      String name = definition.getMetadata().getName() + ".yaml";
      String yaml = CrdYaml.of(definition);

      for (Path file : List.of(FOLDER.resolve(name), CHART.resolve(name))) {
        // when
        String stands = Generated.inFile(file, yaml);

        // then
        assertThat(stands).as("%s; %s", file, Generated.REMEDY).isEqualTo(yaml);
      }
    }
  }

  @Test
  void areAllNamedForKustomize() throws IOException {
    String kustomization = Files.readString(FOLDER.resolve("kustomization.yaml"));

    assertThat(Definitions.RESOURCES)
        .allSatisfy(
            resource ->
                assertThat(kustomization)
                    .contains("- " + CustomResource.getCRDName(resource) + ".yaml\n"));
  }
}
