package dev.kinetd.runtime.listen;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessIT {

  private static final String INSIDE = "127.0.0.1";
  private static final String OUTSIDE = "127.9.9.9";
  private static final String DENY_OUTSIDE = "{cidr: 127.9.0.0/16}";

  @TempDir Path folder;

  private int port;
  private KinetdProcess kinetd;

  @BeforeEach
  void choosePort() throws IOException {
    port = freePort();
  }

  @AfterEach
  void end() throws IOException {
    if (kinetd != null) {
      kinetd.close();
    }
  }

  @Test
  void refusesClientOutsideTheNetwork() throws Exception {
    // given
    start(cat(), rule("Allow", "{cidr: 127.0.0.0/16}", ""));

    // then
    assertThat(call(INSIDE)).isEqualTo("hello");
    assertThat(call(OUTSIDE)).isEmpty();
    assertThat(kinetd.awaitLog(" refused ", "client=" + OUTSIDE)).contains("reason=access");
    assertThat(kinetd.admin("/q/metrics").body())
        .contains("kinetd_refused_total{service=\"cat\",reason=\"access\"} 1.0");
    kinetd.assertNothingLeaked();
  }

  @Test
  void namesTheRuleThatRefuses() throws Exception {
    // given
    start(cat(), rule("Deny", DENY_OUTSIDE, ""));

    // when
    call(OUTSIDE);

    // then
    assertThat(kinetd.awaitLog(" refused ", "reason=access"))
        .contains("denied by rule (" + folder.resolve("s.yaml") + ":");
    assertThat(call(INSIDE)).isEqualTo("hello");
  }

  @Test
  void watchesWithoutRefusingUnderAudit() throws Exception {
    // given
    start(cat(), rule("Deny", DENY_OUTSIDE, "audit: Enabled"));

    // then
    assertThat(call(OUTSIDE)).isEqualTo("hello");
    assertThat(kinetd.awaitLog(" audit ", "client=" + OUTSIDE)).contains("would=refuse");
  }

  @Test
  void asksForTheClientsNameWhereARuleHasOne() throws Exception {
    // given
    start(cat(), rule("Allow", "{host: localhost}", ""));

    // then
    assertThat(call(INSIDE)).isEqualTo("hello");
    assertThat(call(OUTSIDE)).isEmpty();
    assertThat(kinetd.awaitLog(" admitted "))
        .contains("verdict=allowed rule=rule at=" + folder, "name=localhost");
    assertThat(kinetd.awaitLog(" refused ")).contains("verdict=closed", "name=unknown");
    kinetd.assertNothingLeaked();
  }

  @Test
  void refusesEverybodyByARuleThatIsNotUnderstood() throws Exception {
    // given
    start(cat(), rule("Allow", "{cidr: 127.0.0.1/8}", ""));

    // then
    assertThat(call(INSIDE)).isEmpty();
    assertThat(kinetd.awaitLog(" refused ", "reason=access")).contains("not-understood");
    assertThat(kinetd.awaitLog(" error ", "cidr")).contains("127.0.0.0/8");
  }

  @Test
  void changesWithAReload() throws Exception {
    // given
    Path file = start(cat(), rule("Deny", DENY_OUTSIDE, ""));
    assertThat(call(OUTSIDE)).isEmpty();

    // when
    Files.writeString(file, Service.yaml(cat()));
    kinetd.signal("HUP");
    kinetd.awaitLog(" reloaded ");

    // then
    assertThat(call(OUTSIDE)).isEqualTo("hello");
  }

  @Test
  void doesNotListenWhereTheHandlerWouldAcceptWhomTheRulesRefuse() throws Exception {
    // given
    Service wait = Service.named("cat").port(port).field("mode", "Wait").command("/bin/cat");
    int other = freePort();
    String neighbour = Service.yaml(Service.named("other").port(other).command("/bin/cat"));

    // when
    start(wait, neighbour + rule("Deny", DENY_OUTSIDE, ""));

    // then
    assertThat(kinetd.awaitLog(" failing ", "service=cat")).contains("accepts its clients itself");
    assertThat(Loopback.call(other, "served")).isEqualTo("served");
  }

  @Test
  void dropsADatagramOfARefusedSenderAndStartsNothingForIt() throws Exception {
    // given
    String answer = "open S, '+<&=', 0; $p = recv(S, $d, 99, 0); send(S, $d, 0, $p)";
    Service echo = Service.named("cat").port(port).field("protocol", "UDP").perl(answer);
    start(echo, rule("Deny", DENY_OUTSIDE, ""));

    // then
    assertThat(ask(OUTSIDE)).isNull();
    kinetd.awaitLog(" refused ", "client=" + OUTSIDE);
    assertThat(kinetd.log()).noneMatch(line -> line.contains(" admitted "));
    assertThat(ask(INSIDE)).isEqualTo("hello");
    kinetd.awaitLog(" exited ");
    kinetd.assertNothingLeaked();
  }

  @Test
  void doesNotAnswerADatagramOfARefusedSender() throws Exception {
    // given
    Service echo = Service.named("cat").port(port).field("protocol", "UDP").builtin("Echo");
    start(echo, rule("Deny", DENY_OUTSIDE, ""));

    // then
    assertThat(ask(OUTSIDE)).isNull();
    assertThat(ask(INSIDE)).isEqualTo("hello");
    assertThat(kinetd.awaitLog(" refused ", "client=" + OUTSIDE)).contains("reason=access");
  }

  private Service cat() {
    return Service.named("cat").port(port).command("/bin/cat");
  }

  private static String rule(String action, String from, String more) {
    return """
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: AccessRule
        metadata: {name: rule}
        spec:
          services: {names: [cat]}
          action: %s
          from: [%s]
          %s
        """
        .formatted(action, from, more);
  }

  private Path start(Service service, String rules) throws Exception {
    Path file = Files.writeString(folder.resolve("s.yaml"), Service.yaml(service) + rules);
    kinetd = KinetdProcess.serving(file).start();
    return file;
  }

  private String call(String from) throws IOException {
    return Loopback.callFrom(from, port, "hello");
  }

  private String ask(String from) throws IOException {
    return Loopback.askFrom(
        from, port, "hello", Duration.ofMillis(from.equals(OUTSIDE) ? 300 : 20_000));
  }
}
