package dev.kinetd.runtime.serve;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Mount;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand services of which one changes again and again, while clients come and stay. */
class ManyReloadsIT {

  private static final int SERVICES = 1000;
  private static final int ROUNDS = Integer.getInteger("kinetd.reloads", 20);
  private static final int CLIENTS = 3;

  @TempDir Path temporary;

  @Test
  void refusesNoClientAndCutsNone() throws Exception {
    // given
    var mount = new Mount(temporary.resolve("config"));
    List<Integer> ports = ports();
    mount.put(1, documents(ports, 1));
    try (var kinetd = KinetdProcess.mounting(mount).start();
        Socket session = Loopback.connect(ports.get(1))) {
      var stop = new AtomicBoolean();
      var served = new AtomicLong();
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int first = i;
        clients.add(CompletableFuture.runAsync(() -> visit(ports, first, stop, served)));
      }

      // when
      for (int round = 2; round <= ROUNDS + 1; round++) {
        mount.put(round, documents(ports, round));
        kinetd.awaitGeneration(round);
        assertThat(Loopback.call(ports.getFirst(), "")).isEqualTo("version " + round + "\n");
        Loopback.send(session, "still there\n");
        assertThat(Loopback.read(session, 12)).isEqualTo("still there\n");
      }
      stop.set(true);

      // then
      for (var client : clients) {
        client.join();
      }
      assertThat(served.get()).isGreaterThan(ROUNDS);
      assertThat(kinetd.log()).noneMatch(line -> line.contains(" refused "));
      assertThat(kinetd.log()).noneMatch(line -> line.contains(" fault "));
    }
  }

  /** Calls one service after the other; whoever is refused or cut ends with an exception. */
  private static void visit(List<Integer> ports, int first, AtomicBoolean stop, AtomicLong served) {
    int at = first;
    while (!stop.get()) {
      // The first one is the one that changes: there a client must be served by either version.
      String answer = call(ports.get(at % ports.size()));
      assertThat(answer).matches(at % ports.size() == 0 ? "version [0-9]+\n" : "hello");
      served.incrementAndGet();
      at = at % 3 == 0 ? at + 1 : at % 3 == 1 ? at + 7 : 0;
    }
  }

  private static String call(int port) {
    try {
      return Loopback.call(port, "hello");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> ports() throws IOException {
    Set<Integer> ports = new LinkedHashSet<>();
    while (ports.size() < SERVICES) {
      ports.add(freePort());
    }
    return List.copyOf(ports);
  }

  private static String documents(List<Integer> ports, int version) {
    Service[] services = new Service[ports.size()];
    for (int i = 0; i < services.length; i++) {
      services[i] = Service.named("s" + i).generation(i == 0 ? version : 1).port(ports.get(i));
      services[i] =
          i == 0
              ? services[i].shell("cat >/dev/null; echo version " + version)
              : services[i].command("/bin/cat");
    }
    return Service.yaml(services);
  }
}
