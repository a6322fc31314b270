package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files in deploy/crd are what the classes say; see {@link Generated} for the command. */
class CrdFilesTest {

  private static final Path FOLDER = Path.of("../deploy/crd");

  @Test
  void areWhatTheClassesSay() throws IOException {
    for (CustomResourceDefinition definition : Definitions.generate()) {
      // given
      Path file = FOLDER.resolve(definition.getMetadata().getName() + ".yaml");
      String yaml = CrdYaml.of(definition);

      // when
      String stands = Generated.inFile(file, yaml);

      // then
      assertThat(stands).as("%s; %s", file, Generated.REMEDY).isEqualTo(yaml);
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
