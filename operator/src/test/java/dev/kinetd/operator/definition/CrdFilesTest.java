package dev.kinetd.operator.definition;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrdFilesTest {
  @Test
  void x() throws Exception {
    for (var d : Definitions.generate()) {
      Files.writeString(
          Path.of("target/" + d.getMetadata().getName() + ".yaml"), Serialization.asYaml(d));
    }
  }
}
