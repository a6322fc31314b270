package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart brings the definitions of deploy/crd, as they are. */
class ChartDefinitionsTest {

  private static final Path DEFINITIONS = Path.of("../deploy/crd");
  private static final Path COPIES = Chart.FOLDER.resolve("files/crd");

  static List<Path> definitions() throws IOException {
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      return files.filter(file -> !file.endsWith("kustomization.yaml")).sorted().toList();
    }
  }

  @Test
  void areCopiesOfTheFiles() throws IOException {
    try (Stream<Path> copies = Files.list(COPIES)) {
      assertThat(copies.map(Path::getFileName))
          .containsExactlyInAnyOrderElementsOf(
              definitions().stream().map(Path::getFileName).toList());
    }
    for (Path definition : definitions()) {
      assertThat(COPIES.resolve(definition.getFileName())).hasSameTextualContentAs(definition);
    }
  }

  @Test
  void areRenderedWithoutAChangeButToTheirLabelsAndAnnotations() throws IOException {
    // given
    List<Manifest> rendered = Chart.render("");

    for (Path file : definitions()) {
      // when
      Manifest original = Manifest.parse(Files.readString(file)).getFirst();
      Manifest inChart = Chart.one(rendered, "CustomResourceDefinition", original.name());

      // then
      assertThat(withoutMarks(inChart)).isEqualTo(withoutMarks(original));
      assertThat(inChart.labels()).containsEntry("app.kubernetes.io/instance", Chart.RELEASE);
    }
  }

  private static Map<String, Object> withoutMarks(Manifest definition) {
    var metadata = new HashMap<>(definition.map("metadata"));
    metadata.remove("labels");
    metadata.remove("annotations");
    var body = new HashMap<>(definition.body());
    body.put("metadata", metadata);
    return body;
  }
}
