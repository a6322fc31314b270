package dev.kinetd.runtime.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Peer;
import dev.kinetd.runtime.support.Service;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An identification server of Debian answers, which kinetd itself starts. */
class NullidentdIT {

  @Test
  void readsWhatARealServerSays() throws Exception {
    // given
    int port = KinetdProcess.freePort();
    var loops = new EpollEventLoopGroup(1);
    loops.submit(() -> {}).syncUninterruptibly();
    Service nullidentd =
        Service.named("ident").port(port).command(Peer.NULLIDENTD.path().toString(), "alice");
    try (var server = LocalServer.serving(nullidentd)) {

      // when
      Optional<String> user =
          Lab.get(
              new Ident(loops, port, 1)
                  .userOf(
                      Lab.source("127.0.0.1"),
                      40000,
                      Lab.source("127.0.0.1"),
                      79,
                      Duration.ofSeconds(20)));

      // then
      assertThat(user).contains("alice");
      server.awaitIdle();
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
