package dev.kinetd.runtime.serve;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadIT {

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
  void startsTheNextHandlerByTheNewTextAndLeavesTheRunningOneAlone() throws Exception {
    // given
    Path file = start("s.yaml", Service.yaml(cat("one")));
    try (Socket session = Loopback.connect(port)) {
      Loopback.send(session, "begun\n");
      assertThat(Loopback.read(session, 6)).isEqualTo("begun\n");

      // when
      reload(file, Service.yaml(Service.named("one").port(port).shell("echo new")));

      // then
      assertThat(Loopback.call(port, "")).isEqualTo("new\n");
      Loopback.send(session, "still there\n");
      assertThat(Loopback.read(session, 12)).isEqualTo("still there\n");
    }
    kinetd.assertNothingLeaked();
  }

  @Test
  void keepsTheSocketOfAServiceThatGetsAnotherName() throws Exception {
    // given
    Path file = start("s.yaml", Service.yaml(cat("one")));
    String inode = listener(port);

    // when
    reload(file, Service.yaml(cat("two")));

    // then
    assertThat(listener(port)).isEqualTo(inode);
    assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
    kinetd.awaitLog(" admitted ", "service=two");
  }

  @Test
  void opensWhatIsNewAndClosesWhatIsGone() throws Exception {
    // given
    int other = freePort();
    Path file = start("s.yaml", Service.yaml(cat("one")));

    // when
    reload(file, Service.yaml(Service.named("two").port(other).shell("echo two")));

    // then
    assertThat(Loopback.call(other, "")).isEqualTo("two\n");
    assertThatThrownBy(() -> Loopback.connect(port)).isInstanceOf(ConnectException.class);
    kinetd.awaitLog(" stopped ", "service=one");
  }

  @Test
  void movesBetweenAllAddressesAndOne() throws Exception {
    // given
    String all = port + " stream tcp4 nowait root /bin/cat\n";
    String one = "127.0.0.1:" + port + " stream tcp4 nowait root /bin/cat\n";
    Path file = start("inetd.conf", all, "--no-user-switch");

    // when
    reload(file, one);

    // then
    assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
    assertThatThrownBy(() -> Loopback.connect("127.0.0.2", port))
        .isInstanceOf(ConnectException.class);

    // when
    reload(file, all);

    // then
    assertThat(Loopback.call("127.0.0.2", port, "hello")).isEqualTo("hello");
  }

  @Test
  void servesEveryClientWhileAProgramAndABuiltinTakeTurns() throws Exception {
    // given
    String program = Service.yaml(cat("one"));
    String builtin = Service.yaml(Service.named("one").port(port).builtin("Echo"));
    Path file = start("s.yaml", program);
    var stop = new AtomicBoolean();
    var client =
        CompletableFuture.supplyAsync(
            () -> {
              int served = 0;
              while (!stop.get()) {
                assertThat(call()).isEqualTo("hello");
                served++;
              }
              return served;
            });

    // when
    for (int i = 0; i < 50 && !client.isDone(); i++) {
      reload(file, i % 2 == 0 ? builtin : program);
    }
    stop.set(true);

    // then
    assertThat(client.get()).isPositive();
    assertThat(kinetd.log()).noneMatch(line -> line.contains(" fault "));
  }

  private String call() {
    try {
      return Loopback.call(port, "hello");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void movesBetweenAcceptingAndHandingOver() throws Exception {
    // given
    String accept = "$l = fileno(STDIN); accept(C, STDIN); print C 'by the handler'";
    Path file = start("s.yaml", Service.yaml(cat("one")));

    // when
    reload(file, Service.yaml(Service.named("one").port(port).field("mode", "Wait").perl(accept)));

    // then
    assertThat(Loopback.call(port, "")).isEqualTo("by the handler");

    // when
    reload(file, Service.yaml(cat("one")));

    // then
    assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
  }

  @Test
  void keepsEverythingWhileTheFileCannotBeRead() throws Exception {
    // given
    Path file = start("s.yaml", Service.yaml(cat("one")));

    // when
    Files.delete(file);
    kinetd.reload();

    // then
    assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
    kinetd.awaitLog("one goes on as it was before the errors");
  }

  @Test
  void keepsWhatAFileHeldThatWasCut() throws Exception {
    // given
    String text = Service.yaml(cat("one"));
    Path file = start("s.yaml", text);

    // when
    reload(file, text.substring(0, text.indexOf("kind") + 10));

    // then
    assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
  }

  @Test
  void losesNothingButALineThatIsBroken() throws Exception {
    // given
    int other = freePort();
    int gone = freePort();
    String line = " stream tcp4 nowait root /bin/cat\n";
    Path file = start("inetd.conf", port + line + other + line + gone + line, "--no-user-switch");

    // when
    reload(file, port + " stream\n" + other + " stream tcp4 nowait root /bin/echo echo new\n");

    // then
    assertThat(Loopback.call(port, "as it was")).isEqualTo("as it was");
    assertThat(Loopback.call(other, "")).isEqualTo("new\n");
    assertThatThrownBy(() -> Loopback.connect(gone)).isInstanceOf(ConnectException.class);
    assertThat(kinetd.awaitLog(" error ", "inetd.conf:1")).contains("missing fields");
  }

  @Test
  void knowsABrokenLineAgainThatHasMoved() throws Exception {
    // given
    int other = freePort();
    String line = " stream tcp4 nowait root /bin/cat\n";
    Path file = start("inetd.conf", port + line + other + line, "--no-user-switch");

    // when
    reload(file, "# one\n# more\n" + other + line + port + " stream tcp4 nowait\n");

    // then
    assertThat(Loopback.call(port, "as it was")).isEqualTo("as it was");
    assertThat(Loopback.call(other, "hello")).isEqualTo("hello");
    kinetd.awaitLog("goes on as it was before the errors", port + "-tcp4");
  }

  @Test
  void givesASocketToWhoeverAsksForItInOrderRatherThanToWhoCannotBeUnderstood() throws Exception {
    // given
    Path file = start("s.yaml", Service.yaml(cat("one")));

    // when
    reload(
        file,
        Service.yaml(
            cat("one").field("mode", "Nonsense"),
            Service.named("two").port(port).shell("echo two")));

    // then
    assertThat(Loopback.call(port, "")).isEqualTo("two\n");
    assertThat(kinetd.log()).noneMatch(l -> l.contains("EADDRINUSE"));
    kinetd.awaitLog("one cannot go on");
  }

  @Test
  void keepsAServiceWhoseUserIsNoLongerThere() throws Exception {
    // given
    Path file = start("s.yaml", Service.yaml(cat("one")));

    // when
    reload(file, Service.yaml(cat("one").user("nobody-at-all")));

    // then
    assertThat(Loopback.call(port, "hello")).isEqualTo("hello");
  }

  @Test
  void keepsClientsThatWaitInTheQueue() throws Exception {
    // given
    Path file = start("s.yaml", Service.yaml(slowToAccept(11)));
    try (Socket first = Loopback.connect(port);
        Socket second = Loopback.connect(port);
        Socket third = Loopback.connect(port)) {
      kinetd.awaitLog(" admitted ");

      // when
      reload(file, Service.yaml(slowToAccept(12)));

      // then
      assertThat(Loopback.readAll(first)).isNotEmpty();
      assertThat(Loopback.readAll(second)).isNotEmpty();
      assertThat(Loopback.readAll(third)).isNotEmpty();
    }
  }

  /** Accepts one connection after a while; the others stay in the queue. */
  private Service slowToAccept(int backlog) {
    return Service.named("one")
        .port(port)
        .field("mode", "Wait")
        .field("backlog", backlog)
        .field("family", "IPv4")
        .perl("select(undef, undef, undef, 0.4); accept(C, STDIN); print C $$; close C");
  }

  private Service cat(String name) {
    return Service.named(name).port(port).command("/bin/cat");
  }

  private Path start(String name, String text, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    kinetd = KinetdProcess.serving(file).with(options).start();
    return file;
  }

  private void reload(Path file, String text) throws Exception {
    Files.writeString(file, text);
    kinetd.reload();
  }

  /** The inode of the IPv4 socket that listens on a port (proc(5), /proc/net/tcp). */
  private static String listener(int port) throws IOException {
    String address = String.format("00000000:%04X", port);
    return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(column -> column[1].equals(address) && column[3].equals("0A"))
        .map(column -> column[9])
        .findFirst()
        .orElseThrow();
  }
}
