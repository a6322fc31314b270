package dev.kinetd.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.InetdServiceStatus;
import dev.kinetd.api.RuntimeState;
import dev.kinetd.api.RuntimeState.Service;
import dev.kinetd.api.RuntimeState.ServiceState;
import dev.kinetd.operator.Resources;
import dev.kinetd.operator.catalog.Delivery;
import dev.kinetd.operator.pods.PodView;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.ConditionType;
import dev.kinetd.operator.status.Conditions;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceAssessmentTest {

  private static final String PLAIN = "{port: 80, handler: {builtin: Echo}}";

  private InetdServiceResource service = Resources.service(PLAIN);
  private Delivery delivery = new Delivery(3, 7, false, null);
  private List<String> sharers = List.of();
  private boolean ruled;
  private boolean unavailable;
  private int replicas = 1;

  @Test
  void isProgrammedAndReadyWhenEveryReadyPodListens() {
    var pods = List.of(pod("a", ServiceState.Listening, 3), pod("b", ServiceState.Listening, 3));

    assertThat(reasons(pods))
        .containsExactly(
            Reason.ACCEPTED, Reason.RESOLVED_REFS, Reason.PROGRAMMED, Reason.LISTENING);
  }

  @Test
  void isNotProgrammedAsLongAsOneReadyPodHasAnOlderVersion() {
    var pods = List.of(pod("a", ServiceState.Listening, 3), pod("b", ServiceState.Listening, 2));

    assertThat(reason(pods, ConditionType.Programmed)).isEqualTo(Reason.PROGRAMMED_PENDING);
    assertThat(reason(pods, ConditionType.Ready)).isEqualTo(Reason.LISTENING);
  }

  @Test
  void saysWhatTheRuntimeHasAgainstIt() {
    var pods = List.of(pod("a", ServiceState.Refused, 2));

    assertThat(statement(pods, ConditionType.Programmed))
        .isEqualTo(Statement.inWords(Reason.INVALID, "words of the runtime"));
  }

  @Test
  void takesNoRefusalOfTheVersionBeforeForOneOfThis() {
    delivery = new Delivery(3, 8, false, null);

    assertThat(reason(List.of(pod("a", ServiceState.Refused, 2)), ConditionType.Programmed))
        .isEqualTo(Reason.PROGRAMMED_PENDING);
  }

  @Test
  void saysThatTheHandlerFails() {
    var pods = List.of(pod("a", ServiceState.Failing, 3));

    assertThat(reason(pods, ConditionType.Programmed)).isEqualTo(Reason.PROGRAMMED);
    assertThat(statement(pods, ConditionType.Ready).message()).startsWith("words of the runtime");
  }

  @Test
  void isReadyWhenOnePodListensAndAnotherFails() {
    var pods = List.of(pod("a", ServiceState.Failing, 3), pod("b", ServiceState.Listening, 3));

    assertThat(reason(pods, ConditionType.Ready)).isEqualTo(Reason.LISTENING);
  }

  @Test
  void isProgrammedAndNotReadyWhenSuspended() {
    service = Resources.service("{port: 80, handler: {builtin: Echo}, suspend: Enabled}");
    var pods = List.of(pod("a", ServiceState.Suspended, 3));

    assertThat(reason(pods, ConditionType.Programmed)).isEqualTo(Reason.PROGRAMMED);
    assertThat(reason(pods, ConditionType.Ready)).isEqualTo(Reason.SUSPENDED);
  }

  @Test
  void waitsForPodsAMinuteBeforeItSaysThatThereAreNone() {
    assertThat(reason(List.of(), ConditionType.Programmed)).isEqualTo(Reason.PROGRAMMED_PENDING);

    unavailable = true;

    assertThat(reason(List.of(), ConditionType.Programmed)).isEqualTo(Reason.RUNTIME_UNAVAILABLE);
    assertThat(reason(List.of(), ConditionType.Ready)).isEqualTo(Reason.NO_READY_RUNTIME);
  }

  @Test
  void staysAsItWasUntilANewPodHasSaidSomething() {
    before(Reason.PROGRAMMED, Reason.LISTENING);
    var silent = List.of(new PodView("a", true, null));

    assertThat(reason(silent, ConditionType.Programmed)).isEqualTo(Reason.PROGRAMMED);
    assertThat(reason(silent, ConditionType.Ready)).isEqualTo(Reason.LISTENING);
  }

  @Test
  void isNotReadyAnyMoreWhenTheLastPodGoes() {
    before(Reason.PROGRAMMED, Reason.LISTENING);

    assertThat(reason(List.of(), ConditionType.Ready)).isEqualTo(Reason.NO_READY_RUNTIME);
    assertThat(reason(List.of(), ConditionType.Programmed)).isEqualTo(Reason.PROGRAMMED);
  }

  @Test
  void saysThatTheConfigurationHasNoRoom() {
    delivery = new Delivery(3, 0, true, null);

    assertThat(reason(List.of(pod("a", ServiceState.Listening, 2)), ConditionType.Programmed))
        .isEqualTo(Reason.CONFIG_TOO_LARGE);
  }

  @Test
  void waitsForASecretThatIsMissing() {
    service =
        Resources.service(
            "{port: 80, handler: {builtin: Echo},"
                + " launch: {environmentFrom: [{secretRef: {name: env}}]}}");
    delivery = new Delivery(3, 0, false, Statement.of(Reason.SECRET_NOT_FOUND, "no env"));

    assertThat(reasons(List.of()))
        .containsExactly(
            Reason.ACCEPTED,
            Reason.SECRET_NOT_FOUND,
            Reason.PROGRAMMED_PENDING,
            Reason.READY_PENDING);
  }

  @Test
  void warnsWhereRulesWouldSeeNodesInPlaceOfClients() {
    service =
        Resources.service(
            "{port: 80, handler: {builtin: Echo},"
                + " service: {type: LoadBalancer, externalTrafficPolicy: Cluster}}");
    assertThat(reasons(List.of())).doesNotContain(Reason.CLIENT_ADDRESS_HIDDEN);

    ruled = true;
    assertThat(reasons(List.of())).contains(Reason.CLIENT_ADDRESS_HIDDEN);
  }

  @Test
  void warnsThatEachOfSeveralPodsCountsLimits() {
    service = Resources.service("{port: 80, handler: {builtin: Echo}, limits: {instances: 5}}");
    assertThat(reasons(List.of())).doesNotContain(Reason.LIMITS_PER_POD);

    replicas = 2;
    assertThat(reasons(List.of())).contains(Reason.LIMITS_PER_POD);
  }

  @Test
  void warnsOfAnotherServiceAtTheSamePortOfALoadBalancer() {
    sharers = List.of("shop/other");

    assertThat(statement(List.of(), ConditionType.LoadBalancerPortShared).message())
        .contains("shop/other")
        .contains("80");
  }

  private void before(Reason... reasons) {
    service.setStatus(
        new InetdServiceStatus(
            3L,
            20_000,
            null,
            Conditions.of(
                List.of(),
                List.of(reasons).stream().map(Statement::of).toList(),
                3,
                Instant.EPOCH)));
  }

  private static PodView pod(String name, ServiceState state, long generation) {
    String message = state == ServiceState.Listening ? "" : "words of the runtime";
    return new PodView(
        name,
        true,
        new RuntimeState(
            "tag",
            7,
            "",
            0,
            false,
            List.of(new Service("report", generation, state, message)),
            List.of()));
  }

  private List<Statement> statements(List<PodView> pods) {
    var runtime = new RuntimeView("default", true, replicas, false, unavailable, true, pods);
    return ServiceAssessment.of(new ServiceView(service, runtime, null, delivery, ruled, sharers));
  }

  private List<Reason> reasons(List<PodView> pods) {
    return statements(pods).stream().map(Statement::reason).toList();
  }

  private Statement statement(List<PodView> pods, ConditionType type) {
    return statements(pods).stream()
        .filter(s -> s.reason().type() == type)
        .findFirst()
        .orElseThrow();
  }

  private Reason reason(List<PodView> pods, ConditionType type) {
    return statement(pods, type).reason();
  }
}
