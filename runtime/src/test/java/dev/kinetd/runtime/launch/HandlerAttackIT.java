package dev.kinetd.runtime.launch;

import static dev.kinetd.runtime.launch.HandlerStateIT.assumeRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.SignalScope;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What handlers can do to the runtime that started them: nothing. */
class HandlerAttackIT {

  /** What a thread is allowed to do, in {@code /proc/PID/task/TID/status} (proc(5)). */
  private static final List<String> RIGHTS =
      List.of("Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:");

  /**
   * Tries on every thread of its parent, which is the runtime: signals 0 and TERM to the thread and
   * KILL to the process, a limit, and memory, for reading and for writing. Says what it could do.
   */
  private static final String ATTACK =
      """
      $| = 1;
      my $runtime = getppid;
      my ($tgkill, $prlimit) = ARCH;
      opendir(T, "/proc/$runtime/task") or print "no tasks: $!\\n";
      my @threads = grep /^[0-9]/, readdir T;
      print "threads " . @threads . "\\n";
      my $limit = pack 'QQ', 0, 0;
      for my $t (@threads) {
        for my $signal (0, 15, 9) {
          print "kill $signal $t\\n" if kill $signal, $t;
          print "tgkill $signal $t\\n" if syscall($tgkill, $runtime, $t + 0, $signal) == 0;
        }
        print "prlimit $t\\n" if syscall($prlimit, $t + 0, 7, $limit, 0) == 0;
        print "read $t\\n" if open F, '<', "/proc/$t/mem";
        print "write $t\\n" if open F, '+<', "/proc/$runtime/task/$t/mem";
        print "maps $t\\n" if open(F, '<', "/proc/$t/maps") && defined(<F>);
        print "fd $t\\n" if opendir(D, "/proc/$t/fd");
      }
      print "done\\n";
      """
          .replace(
              "ARCH", System.getProperty("os.arch").equals("amd64") ? "(234, 302)" : "(131, 261)");

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void launchesAsOthersLeaveEveryThreadOfTheRuntimeAsItWas() throws Exception {
    // given
    assumeRoot();
    Path document = document(service().command("/bin/cat").user("nobody"));
    try (var kinetd = KinetdProcess.serving(document).start()) {
      List<String> before = rightsOfAllThreads(kinetd.pid());

      // when
      for (int i = 0; i < 100; i++) {
        assertThat(Loopback.call(port, "hello\n")).isEqualTo("hello\n");
      }

      // then
      assertThat(before).hasSize(1);
      assertThat(rightsOfAllThreads(kinetd.pid())).isEqualTo(before);
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void aHandlerOfAnotherUserReachesNoThreadOfTheRuntime() throws Exception {
    // given
    assumeRoot();
    Path document = document(service().perl(ATTACK).user("nobody"));
    try (var kinetd = KinetdProcess.serving(document).start()) {

      // when
      List<String> couldDo = Loopback.call(port, "").lines().toList();

      // then
      assertThatNothingWasDone(couldDo);
      assertThatNothingWasDone(Loopback.call(port, "").lines().toList());
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void aHandlerOfTheRuntimesOwnUserReachesNoThreadOfTheRuntime() throws Exception {
    // given
    assumeSignalScopes();
    Path document = document(service().perl(ATTACK));
    try (var kinetd = KinetdProcess.serving(document).asNobody().with("--no-user-switch").start()) {

      // when
      List<String> couldDo = Loopback.call(port, "").lines().toList();

      // then
      assertThatNothingWasDone(couldDo);
      assertThatNothingWasDone(Loopback.call(port, "").lines().toList());
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void aHandlerOfTheRuntimesOwnUserMaySetItsOwnLimits() throws Exception {
    // given
    Path document =
        document(service().shell("ulimit -n 17 && ulimit -n && prlimit --nofile=9 -- true"));
    try (var kinetd = KinetdProcess.serving(document).asNobody().with("--no-user-switch").start()) {

      // when
      String answer = Loopback.call(port, "");
      kinetd.awaitLog("exited", "status=0");

      // then
      assertThat(answer).isEqualTo("17\n");
      kinetd.assertNothingLeaked();
    }
  }

  private static void assertThatNothingWasDone(List<String> couldDo) {
    assertThat(couldDo).hasSize(2);
    assertThat(couldDo.get(0)).matches("threads [1-9][0-9]+");
    assertThat(couldDo.get(1)).isEqualTo("done");
  }

  private static void assumeSignalScopes() {
    int scope = SignalScope.open();
    assumeTrue(scope >= 0, "no signal scopes: needs Linux 6.12 with Landlock");
    Descriptors.close(scope);
  }

  private static List<String> rightsOfAllThreads(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.map(HandlerAttackIT::rights).distinct().toList();
    }
  }

  private static String rights(Path thread) {
    try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
      return lines
          .filter(line -> RIGHTS.stream().anyMatch(line::startsWith))
          .reduce("", (a, b) -> a + b + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path document(Service service) throws IOException {
    return Files.writeString(folder.resolve("services.yaml"), Service.yaml(service));
  }

  private Service service() {
    return Service.named("subject").port(port);
  }
}
