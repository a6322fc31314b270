package dev.kinetd.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A client on whom no verdict is possible is refused, and is the only one. */
class FailedLookupIT {

  private static final String KNOWN_ONLY =
      """
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: rule}
      spec: {services: {}, action: Deny, from: [{host: KNOWN}]}
      """;

  private final AtomicBoolean broken = new AtomicBoolean(true);

  @Test
  void closesTheConnectionAndServesTheNext() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    var service = Service.named("subject").port(port).command("/bin/cat");
    try (var server = serving(service)) {

      // when
      try (Socket client = Loopback.connect(port)) {

        // then
        assertThat(Loopback.isClosed(client)).isTrue();
      }
      server.awaitLog("fault", "OutOfMemoryError");
      server.awaitLog("refused", "no verdict was possible");

      // when
      broken.set(false);

      // then
      assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
      server.awaitIdle();
    }
  }

  @Test
  void dropsTheDatagramAndServesTheNext() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    var service =
        Service.named("subject")
            .port(port)
            .field("protocol", "UDP")
            .field("mode", "Wait")
            .perl("open S, '+<&=0'; my $from = recv S, $_, 9, 0; send S, $_, 0, $from");
    try (var server = serving(service)) {

      // when
      assertThat(Loopback.askFrom("127.0.0.1", port, "lost", Duration.ofMillis(300))).isNull();
      server.awaitLog("refused", "no verdict was possible");
      broken.set(false);

      // then
      assertThat(Loopback.askFrom("127.0.0.1", port, "hello", Duration.ofSeconds(20)))
          .isEqualTo("hello");
      server.awaitIdle();
    }
  }

  private LocalServer serving(Service service) throws Exception {
    return LocalServer.guarded(
        (_, _, known) -> {
          if (broken.get()) {
            throw new OutOfMemoryError("of the test");
          }
          return known.withClientName(ClientName.UNKNOWN);
        },
        KNOWN_ONLY,
        service);
  }
}
