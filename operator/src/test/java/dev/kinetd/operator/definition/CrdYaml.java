package dev.kinetd.operator.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;

/** Writes a definition as people like to read it. */
final class CrdYaml {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(Feature.MINIMIZE_QUOTES, Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(Feature.SPLIT_LINES, Feature.WRITE_DOC_START_MARKER)
          .build();

  private CrdYaml() {}

  static String of(CustomResourceDefinition definition) {
    JsonNode tree = YAML.valueToTree(definition);
    wholeNumbers(tree);
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The annotations have decimal numbers; every limit is a whole one. */
  private static void wholeNumbers(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var field : object.properties()) {
        if (field.getValue() instanceof DoubleNode number) {
          field.setValue(LongNode.valueOf(number.longValue()));
        }
      }
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(CrdYaml::wholeNumbers);
    }
  }
}
