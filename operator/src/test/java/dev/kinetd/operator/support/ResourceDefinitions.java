package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The definitions of deploy/crd, for an API server of the tests. */
public final class ResourceDefinitions {

  private static final Path FOLDER = Path.of("../deploy/crd");

  private ResourceDefinitions() {}

  /** Applies them as a user would, and returns when the server knows the resources. */
  public static void install(ApiServer server) {
    server.kubectl().output("apply", "--server-side", "-k", FOLDER.toString());
    KubernetesClient client = server.client();
    for (CustomResourceDefinition definition :
        client.apiextensions().v1().customResourceDefinitions().list().getItems()) {
      client
          .resource(definition)
          .waitUntilCondition(ResourceDefinitions::established, 30, TimeUnit.SECONDS);
    }
  }

  private static boolean established(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
  }
}
