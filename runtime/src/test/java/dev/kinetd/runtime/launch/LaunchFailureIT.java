package dev.kinetd.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.LocalServer;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that cannot be started: the client is closed, the reason has a name, and it ends. */
class LaunchFailureIT {

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = KinetdProcess.freePort();
  }

  @Test
  void namesAProgramThatIsNotThere() throws Exception {
    refuses(folder.resolve("absent"), "ENOENT");
  }

  @Test
  void namesAProgramThatMayNotBeExecuted() throws Exception {
    Path program = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
    refuses(program, "EACCES");
  }

  @Test
  void namesAFolderInPlaceOfAProgram() throws Exception {
    refuses(folder, "EACCES");
  }

  @Test
  void namesAProgramInNoKnownFormat() throws Exception {
    refuses(executable("text", "echo no interpreter is named\n"), "ENOEXEC");
  }

  @Test
  void namesAPathThroughAFile() throws Exception {
    Path file = executable("file", "#!/bin/sh\n");
    refuses(file.resolve("program"), "ENOTDIR");
  }

  @Test
  void namesAnInterpreterThatIsNotThere() throws Exception {
    refuses(executable("script", "#!/nonexistent/interpreter\n"), "ENOENT");
  }

  @Test
  void namesArgumentsThatAreTooLong() throws Exception {
    // given
    String[] command = new String[40];
    Arrays.fill(command, "x".repeat(100_000));
    command[0] = "/bin/echo";
    try (var server = LocalServer.serving(service().command(command))) {

      // when
      String answer = Loopback.call(port, "");

      // then
      assertThat(answer).isEmpty();
      server.awaitLog("refused service=subject", "reason=exec-failed", "E2BIG");
    }
  }

  @Test
  void recoversAsSoonAsTheProgramIsThere() throws Exception {
    // given
    Path program = folder.resolve("late");
    try (var server = LocalServer.serving(service().command(program.toString()))) {
      Loopback.call(port, "");
      server.awaitLog("refused service=subject", "ENOENT");
      assertThat(server.state("subject").ready()).isFalse();
      assertThat(server.state("subject").message()).contains(program.toString(), "ENOENT");

      // when
      executable("late", "#!/bin/sh\necho here\n");
      String answer = Loopback.call(port, "");
      server.awaitIdle();

      // then
      assertThat(answer).isEqualTo("here\n");
      assertThat(server.state("subject").ready()).isTrue();
    }
  }

  @Test
  void saysSoBeforeTheFirstClientComes() throws Exception {
    // given
    Path program = folder.resolve("absent");

    // when
    try (var server = LocalServer.serving(service().command(program.toString()))) {

      // then
      assertThat(server.state("subject").listening()).isTrue();
      assertThat(server.state("subject").ready()).isFalse();
      assertThat(server.state("subject").message()).contains(program.toString(), "does not exist");
    }
  }

  private void refuses(Path program, String errno) throws Exception {
    // given
    try (var server = LocalServer.serving(service().command(program.toString()))) {

      // when
      for (int i = 0; i < 20; i++) {
        assertThat(Loopback.call(port, "")).isEmpty();
      }

      // then
      server.awaitLog("refused service=subject", "client=127.0.0.1", "exec-failed", errno);
      server.awaitIdle();
      var counters = server.state("subject").service().counters();
      assertThat(counters.refusedCount(Refusal.EXEC_FAILED)).isEqualTo(20);
      assertThat(counters.admittedCount()).isZero();
    }
  }

  private Path executable(String name, String content) throws Exception {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Service service() {
    return Service.named("subject").port(port).user("root");
  }
}
