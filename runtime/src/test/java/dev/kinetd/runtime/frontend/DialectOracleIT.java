package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the programs themselves which arguments they make of a line, and wants to hear the same. */
class DialectOracleIT {

  /** Prints its arguments, each with a bar behind it; has neither blank nor quote to split at. */
  private static final String SERVER =
      " stream tcp nowait root /usr/bin/perl perl -e print(map{$_.chr(124)}@ARGV) -- ";

  @TempDir private Path folder;

  @Test
  void openbsdInetdAgrees() throws Exception {
    Path program = peer("openbsd-inetd", "usr/sbin/inetd");
    compare(
        Dialect.OPENBSD,
        List.of(program.toString(), "-i"),
        "plain words",
        "\"a b\" 'c d'x",
        "a # trailing\n  # indented\n\tmore",
        "first\n# in column one",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
        "dos\r",
        "a\\ b $HOME *",
        "tabs\t\tand  blanks  ");
  }

  @Test
  void inetutilsInetdAgrees() throws Exception {
    Path program = peer("inetutils-inetd", "usr/sbin/inetutils-inetd");
    compare(
        Dialect.INETUTILS,
        List.of(program.toString(), "-d", "-p"),
        "\"a b\" 'c d'x y'z'",
        "'a  b'x a#b #c",
        "'' \"q\"'r'\"\" z",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21",
        "dos\r",
        "a\"b c\"d a'b c'd",
        "\"a\\\"b\" 'a\"b'",
        "one \"not closed");
  }

  private void compare(Dialect dialect, List<String> program, String... arguments)
      throws Exception {
    // given
    List<Integer> ports = freePorts(arguments.length);
    var text = new StringBuilder("# comment\n");
    for (int i = 0; i < arguments.length; i++) {
      text.append("127.0.0.1:").append(ports.get(i)).append(SERVER).append(arguments[i]);
      text.append('\n');
    }
    Path file = Files.writeString(folder.resolve("inetd.conf"), text);
    var options = new ReadOptions(null, dialect, ServiceNames.ofSystem());

    // when
    Reading reading = Documents.read(List.of(file), options);
    List<String> answers = ask(program, file, ports);

    // then
    assertThat(reading.services())
        .extracting(
            declared -> {
              List<String> command = declared.service().spec().handler().command();
              return String.join("|", command.subList(4, command.size())) + "|";
            })
        .containsExactlyElementsOf(answers);
  }

  private List<String> ask(List<String> program, Path file, List<Integer> ports) throws Exception {
    var command = new ArrayList<>(program);
    command.add(file.toString());
    Process inetd =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("inetd.log").toFile())
            .start();
    try {
      var answers = new ArrayList<String>();
      for (int port : ports) {
        // inetutils-inetd sleeps for a second after each program.
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptions()
            .until(() -> answers.add(answer(port)));
      }
      return answers;
    } finally {
      inetd.destroy();
      if (!inetd.waitFor(5, TimeUnit.SECONDS)) {
        inetd.destroyForcibly().waitFor();
      }
    }
  }

  private static String answer(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      ports.add(sockets.getLast().getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private static Path peer(String name, String program) {
    String peers = System.getenv("KINETD_PEERS");
    assumeTrue(peers != null, "KINETD_PEERS is not set: ./verify fetches " + name);
    Path path = Path.of(peers, name, program);
    assumeTrue(Files.isExecutable(path), name + " is not among the peers");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "perl is not installed");
    assumeTrue("root".equals(System.getProperty("user.name")), name + " needs root");
    return path;
  }
}
