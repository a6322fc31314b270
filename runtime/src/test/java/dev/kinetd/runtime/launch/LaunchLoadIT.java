package dev.kinetd.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Launches beside everything else that a JVM does. */
class LaunchLoadIT {

  private static final int CLIENTS = 8;
  private static final int CALLS = 200;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void launchesWhileGarbageIsCollected() throws Exception {
    // given
    var done = new AtomicBoolean();
    try (var server = LocalServer.serving(echo());
        var collector = Executors.newSingleThreadExecutor()) {
      Future<Long> collections = collector.submit(() -> collectUntil(done));

      // when
      List<String> answers = callFromMany();
      done.set(true);
      server.awaitIdle();

      // then
      assertThat(collections.get()).isPositive();
      assertThat(answers).hasSize(CALLS).containsOnly("hello\n");
      assertThat(server.state("subject").service().counters().succeededCount()).isEqualTo(CALLS);
      assertThat(server.log()).noneMatch(line -> line.contains(" fault "));
    }
  }

  @Test
  void leavesTheExitOfOtherChildrenToWhoeverStartedThem() throws Exception {
    // given
    try (var server = LocalServer.serving(echo());
        var others = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < CALLS / 2; i++) {
        String status = String.valueOf(i);
        statuses.add(
            others.submit(
                () -> new ProcessBuilder("/bin/sh", "-c", "exit " + status).start().waitFor()));
      }

      // when
      List<String> answers = callFromMany();
      server.awaitIdle();

      // then
      assertThat(answers).hasSize(CALLS).containsOnly("hello\n");
      for (int i = 0; i < statuses.size(); i++) {
        assertThat(statuses.get(i).get()).isEqualTo(i);
      }
    }
  }

  private Service echo() {
    return Service.named("subject").port(port).command("/bin/cat");
  }

  private List<String> callFromMany() throws Exception {
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      Callable<String> call = () -> Loopback.call(port, "hello\n");
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : clients.invokeAll(Collections.nCopies(CALLS, call))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static long collectUntil(AtomicBoolean done) {
    long collections = 0;
    while (!done.get()) {
      System.gc();
      collections++;
    }
    return collections;
  }
}
