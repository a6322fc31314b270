package dev.kinetd.operator.service;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Launch;
import dev.kinetd.api.ServiceValidator;
import dev.kinetd.api.Severity;
import dev.kinetd.operator.resource.Documents;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.Set;

/** Why a service is not carried out, from what it says and from what the API server says. Pure. */
final class ServiceRefusal {

  private static final Set<String> OWN_USERS = Set.of("nobody", "65534");
  private static final Set<String> OWN_GROUPS = Set.of("nobody", "nogroup", "65534");

  private ServiceRefusal() {}

  /** What is wrong with the service itself, or with its runtime. */
  static Optional<Statement> of(InetdServiceResource service, RuntimeView runtime) {
    if (!runtime.exists()) {
      return Optional.of(
          Statement.of(
              Reason.RUNTIME_NOT_FOUND,
              "there is no InetdRuntime \"" + runtime.name() + "\" in this namespace"));
    }
    for (Finding finding : ServiceValidator.validate(Documents.of(service))) {
      if (finding.severity() == Severity.ERROR) {
        return Optional.of(statement(finding));
      }
    }
    return runtime.switchesUsers() ? Optional.empty() : user(service.getSpec(), runtime.name());
  }

  /**
   * What the API server has against the Service.
   *
   * @throws KubernetesClientException the same, when it does not speak of the Service's content
   */
  static Statement of(KubernetesClientException refused) {
    if (refused.getCode() != 422) {
      throw refused;
    }
    String message =
        refused.getStatus() != null && refused.getStatus().getMessage() != null
            ? refused.getStatus().getMessage()
            : refused.getMessage();
    return Statement.of(
        message.contains("provided port is already allocated")
            ? Reason.PORT_CONFLICT
            : Reason.UNSUPPORTED_VALUE,
        "the API server refuses the Service: " + message);
  }

  private static Statement statement(Finding finding) {
    Reason reason =
        finding.field().startsWith("spec.handler")
            ? Reason.INVALID_HANDLER
            : Reason.UNSUPPORTED_VALUE;
    return Statement.inWords(
        reason, finding.field() + ": " + finding.text() + "; " + finding.remedy());
  }

  private static Optional<Statement> user(InetdServiceSpec spec, String runtime) {
    Launch launch = spec.launch();
    boolean own =
        (launch.user() == null || OWN_USERS.contains(launch.user()))
            && (launch.group() == null || OWN_GROUPS.contains(launch.group()));
    if (own) {
      return Optional.empty();
    }
    boolean user = launch.user() != null && !OWN_USERS.contains(launch.user());
    return Optional.of(
        Statement.inWords(
            Reason.UNSUPPORTED_VALUE,
            (user ? "spec.launch.user: " : "spec.launch.group: ")
                + "the runtime \""
                + runtime
                + "\" may not switch users; leave it out, or set userSwitching of the InetdRuntime"
                + " to Enabled"));
  }
}
