package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the documents of a YAML file that a user wrote. */
final class YamlDocuments {

  private YamlDocuments() {}

  /**
   * The services of a file in their order; rules and what is to be said go to the lists, and names
   * of services that cannot be used to {@code broken}.
   */
  static List<Declared> read(
      SourceText source, List<DeclaredRule> rules, List<Finding> findings, Set<String> broken) {
    var services = new ArrayList<Declared>();
    for (YamlChunk chunk : YamlChunk.split(source)) {
      YamlDocument document = YamlDocument.read(chunk, source, DocumentForm.USER, findings);
      if (document.service() != null) {
        services.add(document.service());
      } else if (document.rule() != null) {
        rules.add(document.rule());
      } else if (document.name() != null) {
        broken.add(document.name());
      }
    }
    return services;
  }
}
