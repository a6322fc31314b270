package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.Condition;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.support.ApiCall;
import dev.kinetd.operator.support.Stage;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * How fast a service that is applied is served, alone and among a thousand, and what that costs the
 * API server. The times are printed, and stand in the documentation as they were on a quiet
 * machine; what is counted is asserted. {@code -Dkinetd.long=true} applies more and rests for five
 * minutes.
 */
@TestMethodOrder(OrderAnnotation.class)
class PaceApiServerIT {

  private static final int MANY = 1_000;
  private static final boolean LONG = Boolean.getBoolean("kinetd.long");
  private static final int ALONE = LONG ? 100 : 20;
  private static final Duration REST = LONG ? Duration.ofMinutes(5) : Duration.ofSeconds(30);
  private static final Map<String, Instant> PROGRAMMED = new ConcurrentHashMap<>();

  private static Stage stage;

  @BeforeAll
  static void open() {
    stage = Stage.shared().withNode().withOperator();
    stage.apply(Manifests.saying("first", 1, "first")).awaitReady("first");
    stage
        .client()
        .resources(InetdServiceResource.class)
        .inNamespace(stage.namespace())
        .watch(new Programmed());
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  @Order(1)
  void programsWhatIsAppliedAloneWithinAMoment() {
    // given
    var times = new ArrayList<Duration>();

    // when
    for (int i = 0; i < ALONE; i++) {
      String name = "alone-" + i;
      Instant began = Instant.now();
      apply(Manifests.saying(name, 2_000 + i, name));
      times.add(Duration.between(began, programmed(name)));
      awaitPace();
    }

    // then
    times.sort(null);
    System.out.printf(
        "figures: applied alone, to Programmed: median %d ms, 95th percentile %d ms, most %d ms%n",
        times.get(ALONE / 2 - 1).toMillis(),
        times.get(ALONE * 95 / 100 - 1).toMillis(),
        times.getLast().toMillis());
    stage.assertNoTroubleBut();
  }

  @Test
  @Order(2)
  void programsAThousandWithFewWrites() {
    // given
    stage.api().forget();
    String all =
        IntStream.range(0, MANY)
            .mapToObj(i -> Manifests.saying("many-" + i, 3_000 + i, "many-" + i))
            .collect(Collectors.joining());

    // when
    Instant began = Instant.now();
    Instant applied = apply(all);
    await("all of them programmed")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> IntStream.range(0, MANY).allMatch(i -> PROGRAMMED.containsKey("many-" + i)));

    // then
    Instant last = PROGRAMMED.values().stream().max(Instant::compareTo).orElseThrow();
    List<ApiCall> writes = stage.api().writes();
    long configurations = writes.stream().filter(c -> c.writes("configmaps")).count();
    System.out.printf(
        "figures: %d applied within %d ms, all Programmed %d ms after the first, %d ms after the"
            + " last; %d writes of the ConfigMap, %d writes in all; operator %d MiB resident%n",
        MANY,
        Duration.between(began, applied).toMillis(),
        Duration.between(began, last).toMillis(),
        Duration.between(applied, last).toMillis(),
        configurations,
        writes.size(),
        stage.operator().residentMebibytes());
    assertThat(configurations).isBetween(1L, 35L);
    assertThat(stage.client("many-777").say("").text()).isEqualTo("many-777\n");
    stage.assertNoTroubleBut();
  }

  @Test
  @Order(3)
  void programsOneChangeAmongAThousandAtOnce() {
    // given
    awaitRest();

    // when
    PROGRAMMED.remove("many-500");
    Instant began = Instant.now();
    apply(Manifests.saying("many-500", 3_500, "changed"));

    // then
    Instant programmed = programmed("many-500");
    System.out.printf(
        "figures: one change among %d, to Programmed: %d ms%n",
        MANY, Duration.between(began, programmed).toMillis());
    assertThat(stage.client("many-500").say("").text()).isEqualTo("changed\n");
  }

  @Test
  @Order(4)
  void writesNothingAtRest() {
    // given
    awaitRest();
    stage.api().forget();

    // when
    Instant until = Instant.now().plus(REST);
    await().atMost(REST.plusSeconds(10)).until(() -> Instant.now().isAfter(until));

    // then
    assertThat(stage.api().writes()).isEmpty();
    System.out.printf(
        "figures: at rest for %d s: %d requests, none of them a write but for the lease;"
            + " operator %d MiB resident%n",
        REST.toSeconds(), stage.api().calls().size(), stage.operator().residentMebibytes());
    assertThat(stage.operator().residentMebibytes()).isLessThanOrEqualTo(300);
  }

  @Test
  @Order(5)
  void isBackSoonWithAThousandServicesAndWritesNothingForThem() {
    // given
    stage.operator().kill();
    stage.forgetLeader();
    stage.api().forget();

    // when
    Instant began = Instant.now();
    stage.startOperator().awaitReady();
    Instant ready = Instant.now();
    PROGRAMMED.remove("many-501");
    Instant applied = apply(Manifests.saying("many-501", 3_501, "changed"));

    // then
    Instant programmed = programmed("many-501");
    System.out.printf(
        "figures: operator ready %d ms after its start among %d services; a change right then"
            + " Programmed after %d ms; %d MiB resident%n",
        Duration.between(began, ready).toMillis(),
        MANY,
        Duration.between(applied, programmed).toMillis(),
        stage.operator().residentMebibytes());
    assertThat(stage.api().writes().stream().filter(c -> c.writes("configmaps"))).hasSize(1);
    assertThat(stage.api().writes().stream().filter(c -> c.writes("services"))).isEmpty();
    stage.assertNoTroubleBut();
  }

  /** Applies by one request each, and says when the last one was answered. */
  private static Instant apply(String yaml) {
    stage
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .items()
        .stream()
        .parallel()
        .forEach(
            resource ->
                stage.client().resource(resource).inNamespace(stage.namespace()).serverSideApply());
    return Instant.now();
  }

  private static Instant programmed(String service) {
    await(service + " programmed")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> PROGRAMMED.containsKey(service));
    return PROGRAMMED.get(service);
  }

  /** Until the next change is one that comes alone. */
  private static void awaitPace() {
    Instant next = Instant.now().plusMillis(1_100);
    await().pollInterval(Duration.ofMillis(20)).until(() -> Instant.now().isAfter(next));
  }

  /** Until the operator has had nothing to write for two seconds. */
  private static void awaitRest() {
    await("rest")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                stage.api().writes().isEmpty()
                    || stage
                        .api()
                        .writes()
                        .getLast()
                        .time()
                        .isBefore(Instant.now().minusSeconds(2)));
  }

  /** Notes when a service was first seen programmed in its newest version. */
  private static final class Programmed implements Watcher<InetdServiceResource> {

    @Override
    public void eventReceived(Action action, InetdServiceResource service) {
      Stage.condition(service, "Programmed")
          .map(Condition::reason)
          .filter("Programmed"::equals)
          .ifPresent(
              reason -> PROGRAMMED.putIfAbsent(service.getMetadata().getName(), Instant.now()));
    }

    @Override
    public void onClose(WatcherException cause) {
      // Ends with the API server.
    }
  }
}
