package dev.kinetd.operator.definition;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** What the generator has no annotation for. */
final class SchemaShape {

  private SchemaShape() {}

  static void complete(JSONSchemaProps root) {}
}
