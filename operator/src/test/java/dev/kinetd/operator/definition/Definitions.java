package dev.kinetd.operator.definition;

import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScale;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScaleBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The definitions of the three resources: fabric8's generator makes them of the classes and their
 * annotations; here comes on top what it has no annotation for.
 */
final class Definitions {

  /** The classes that are defined. */
  static final List<Class<? extends CustomResource<?, ?>>> RESOURCES =
      List.of(InetdServiceResource.class, AccessRuleResource.class, InetdRuntimeResource.class);

  private static final Path SOURCES = Path.of("src/main/java/dev/kinetd");

  /** The generator's annotations for it are the client's, which the status does without. */
  private static final CustomResourceSubresourceScale SCALE =
      new CustomResourceSubresourceScaleBuilder()
          .withSpecReplicasPath(".spec.replicas")
          .withStatusReplicasPath(".status.replicas")
          .withLabelSelectorPath(".status.selector")
          .build();

  private Definitions() {}

  /** What the sources say; the tests of a module run in its folder. */
  static SourceDocs docs() {
    return SourceDocs.read(
        Path.of("../api").resolve(SOURCES).resolve("api"),
        SOURCES.resolve("operator").resolve("resource"));
  }

  /** In the order of their names. */
  static List<CustomResourceDefinition> generate() {
    var definitions = new ArrayList<CustomResourceDefinition>();
    var generator =
        new CRDGenerator()
            .withOutput(new Nowhere())
            .withPostProcessor(
                new CRDPostProcessor() {
                  @Override
                  public HasMetadata process(HasMetadata crd, String version) {
                    definitions.add((CustomResourceDefinition) crd);
                    return crd;
                  }
                });
    RESOURCES.forEach(resource -> generator.customResourceClasses(List.of(resource)));
    generator.forCRDVersions("v1").detailedGenerate();
    SourceDocs docs = docs();
    for (CustomResourceDefinition definition : definitions) {
      complete(definition, docs);
    }
    definitions.sort(Comparator.comparing(definition -> definition.getMetadata().getName()));
    return definitions;
  }

  private static void complete(CustomResourceDefinition definition, SourceDocs docs) {
    Class<?> resource = resource(definition);
    var version = definition.getSpec().getVersions().getFirst();
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription(docs.ofType(resource));
    root.setRequired(List.of("spec"));
    var types = ((ParameterizedType) resource.getGenericSuperclass()).getActualTypeArguments();
    part(root, "spec", (Class<?>) types[0], docs);
    part(root, "status", (Class<?>) types[1], docs);
    SchemaShape.complete(root);
    if (resource == InetdRuntimeResource.class) {
      version.getSubresources().setScale(SCALE);
    }
    List<String> columns =
        Arrays.stream(resource.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> columns.indexOf(column.getName())));
  }

  private static void part(JSONSchemaProps root, String name, Class<?> type, SourceDocs docs) {
    JSONSchemaProps schema = root.getProperties().get(name);
    schema.setDescription(docs.ofType(type));
    new Descriptions(docs).describe(schema, type);
  }

  /** The class that a definition was made of. */
  static Class<? extends CustomResource<?, ?>> resource(CustomResourceDefinition definition) {
    return RESOURCES.stream()
        .filter(type -> HasMetadata.getKind(type).equals(definition.getSpec().getNames().getKind()))
        .findFirst()
        .orElseThrow();
  }

  /** The generator writes files of its own; what it made is taken before. */
  private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {

    @Override
    public OutputStream outputFor(String name) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public URI crdURI(String name) {
      return URI.create("file:///none/" + name);
    }

    @Override
    public void close() {}
  }
}
