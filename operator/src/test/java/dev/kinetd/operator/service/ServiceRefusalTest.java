package dev.kinetd.operator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinetd.operator.Resources;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceRefusalTest {

  @Test
  void saysWhichRuntimeIsMissing() {
    assertThat(refusal("{port: 80, handler: {builtin: Echo}}", false, false))
        .hasValueSatisfying(
            statement -> {
              assertThat(statement.reason()).isEqualTo(Reason.RUNTIME_NOT_FOUND);
              assertThat(statement.message()).contains("\"jail\"");
            });
  }

  @Test
  void saysWhatIsWrongWithAHandler() {
    assertThat(refusal("{port: 80, handler: {}}", true, false).map(Statement::reason))
        .contains(Reason.INVALID_HANDLER);
  }

  @Test
  void refusesAnotherUserWhereTheRuntimeMayNotSwitch() {
    String spec = "{port: 80, handler: {command: [/bin/cat]}, launch: {user: mail}}";

    assertThat(refusal(spec, true, false).map(Statement::message))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .startsWith("spec.launch.user: the runtime \"jail\" may not switch users"));
    assertThat(refusal(spec, true, true)).isEmpty();
  }

  @Test
  void allowsTheUserThatThePodHasAnyway() {
    assertThat(
            refusal(
                "{port: 80, handler: {command: [/bin/cat]},"
                    + " launch: {user: nobody, group: nogroup}}",
                true,
                false))
        .isEmpty();
  }

  @Test
  void tellsATakenNodePortFromOtherFaultsOfTheService() {
    assertThat(
            ServiceRefusal.of(
                    refused(422, "spec.ports[0].nodePort: provided port is already allocated"))
                .reason())
        .isEqualTo(Reason.PORT_CONFLICT);
    assertThat(ServiceRefusal.of(refused(422, "spec.x: no")).reason())
        .isEqualTo(Reason.UNSUPPORTED_VALUE);
  }

  @Test
  void takesNoTroubleOfTheApiServerForAFaultOfTheService() {
    var trouble = refused(503, "away");

    assertThatThrownBy(() -> ServiceRefusal.of(trouble)).isSameAs(trouble);
  }

  private static Optional<Statement> refusal(String spec, boolean exists, boolean switches) {
    return ServiceRefusal.of(
        Resources.service(spec),
        new RuntimeView("jail", exists, 1, switches, false, true, List.of()));
  }

  private static KubernetesClientException refused(int code, String message) {
    return new KubernetesClientException(
        message, code, new StatusBuilder().withCode(code).withMessage(message).build());
  }
}
