package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleValidator;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.ServiceValidator;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Kubectl;
import dev.kinetd.operator.support.ResourceDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users apply first is accepted as it stands, by the API server and by what comes after. */
class SamplesApiServerIT {

  private static final Path FOLDER = Path.of("../deploy/samples");

  private static ApiServer server;

  @BeforeAll
  static void install() {
    server = ApiServer.shared();
    ResourceDefinitions.install(server);
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void areAccepted(Path sample) {
    // given
    String namespace = server.newNamespace();
    Kubectl kubectl = server.kubectl().in(namespace);

    // when
    String said = kubectl.output("apply", "-f", sample.toString());

    // then
    assertThat(said.lines()).isNotEmpty().allMatch(line -> line.endsWith(" created"));
    for (InetdServiceResource service :
        server
            .client()
            .resources(InetdServiceResource.class)
            .inNamespace(namespace)
            .list()
            .getItems()) {
      var model =
          new InetdService(Metadata.named(service.getMetadata().getName()), service.getSpec());
      assertThat(ServiceValidator.validate(model)).isEmpty();
    }
    for (AccessRuleResource rule :
        server
            .client()
            .resources(AccessRuleResource.class)
            .inNamespace(namespace)
            .list()
            .getItems()) {
      var model = new AccessRule(Metadata.named(rule.getMetadata().getName()), rule.getSpec());
      assertThat(AccessRuleValidator.validate(model)).isEmpty();
    }
  }
}
