package dev.kinetd.runtime.frontend;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The first document of a configuration.
 *
 * @param generation of the configuration
 * @param documents how many follow
 */
record ConfigHeader(long generation, long documents) {

  static ConfigHeader read(YamlChunk chunk, String file) throws ConfigProblem {
    var findings = new ArrayList<Finding>();
    var says = new YamlFindings(file, chunk.firstLine(), findings);
    MappingNode mapping = YamlDocument.mapping(chunk, says);
    if (mapping == null) {
      throw new ConfigProblem("does not begin with a header: " + first(findings), 0);
    }
    var header = new YamlObject(mapping, "", says);
    YamlObject metadata = header.object("metadata");
    long generation = metadata == null ? 0 : metadata.count("generation");
    String version = header.string("apiVersion");
    String kind = header.string("kind");
    if (!ConfigFormat.KIND.equals(kind)) {
      throw new ConfigProblem(
          "does not begin with a header of kind " + ConfigFormat.KIND, generation);
    }
    if (!ConfigFormat.API_VERSION.equals(version)) {
      throw new ConfigProblem(
          "its version \""
              + Printable.of(String.valueOf(version))
              + "\" is not known to this runtime, which reads "
              + ConfigFormat.API_VERSION
              + "; update the runtime's image",
          generation);
    }
    YamlObject spec = header.object("spec");
    long documents = spec == null ? 0 : spec.count("documents");
    if (spec != null) {
      spec.end();
    }
    if (metadata != null) {
      metadata.end();
    }
    header.end();
    if (generation == 0 || says.failed()) {
      String why = says.failed() ? first(findings) : "metadata.generation is missing";
      throw new ConfigProblem("its header is not understood: " + why, generation);
    }
    return new ConfigHeader(generation, documents);
  }

  private static String first(List<Finding> findings) {
    return findings.isEmpty() ? "it is empty" : findings.getFirst().toString();
  }
}
