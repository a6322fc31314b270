package dev.kinetd.runtime.launch;

import static dev.kinetd.runtime.support.KinetdProcess.freePort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Loopback;
import dev.kinetd.runtime.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs whose text stands in the document itself. */
class ScriptIT {

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = freePort();
  }

  @Test
  void runsItsTextForEveryClientAndLeavesNothingBehind() throws Exception {
    // given
    try (var kinetd = start(script("#!/bin/sh", "read line", "echo \"you said: $line\""))) {
      assertThat(Loopback.call(port, "first\n")).isEqualTo("you said: first\n");
      kinetd.settle();

      // when
      for (int i = 0; i < 20; i++) {
        assertThat(Loopback.call(port, "again\n")).isEqualTo("you said: again\n");
      }

      // then
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void makesNoCommandOfWhatTheClientSends() throws Exception {
    // given
    String hostile = "$(touch " + folder.resolve("made") + ") `id` ; exit 3 #!/bin/sh\n";
    try (var kinetd =
        start(script("#!/bin/sh", "read -r line", "cat /proc/$$/cmdline | tr '\\0' ' '"))) {

      // when
      String answer = Loopback.call(port, hostile);

      // then
      assertThat(answer).isEqualTo("/bin/sh /proc/self/fd/3 ");
      assertThat(folder.resolve("made")).doesNotExist();
      kinetd.awaitLog(" exited ", "status=0");
    }
  }

  @Test
  void handsTheTextOverInMemoryThatNobodyCanChange() throws Exception {
    // given
    try (var kinetd =
        start(
            script(
                "#!/bin/bash",
                "readlink /proc/self/fd/3",
                "echo changed 2>/dev/null >>/proc/self/fd/3 || echo unchanged",
                "for i in /proc/self/fd/*; do [ -e $i ] && [ ${i##*/} -lt 10 ] && echo ${i##*/};",
                "done"))) {

      // when
      String answer = Loopback.call(port, "");

      // then
      assertThat(answer).isEqualTo("/memfd:kinetd:script (deleted)\nunchanged\n0\n1\n2\n3\n");
      assertThat(kinetd.log()).noneMatch(line -> line.contains(" fault "));
    }
  }

  @Test
  void givesTheInterpreterItsArgument() throws Exception {
    // given
    try (var kinetd =
        start(script("#!/usr/bin/env -S perl -l", "print for $0, 'it is Perl'; # no line end"))) {

      // when, then
      assertThat(Loopback.call(port, "")).isEqualTo("/proc/self/fd/3\nit is Perl\n");
      kinetd.awaitLog(" admitted ");
    }
  }

  @Test
  void runsAsNobodyWhereTheRuntimeMaySwitchUsersAndWhereItIsNobodyItself() throws Exception {
    // given
    Service script = script("#!/bin/sh", "id -un", "cat /proc/self/fd/3 | head -1");
    Path document = document(script);

    // when, then
    try (var kinetd = KinetdProcess.serving(document).start()) {
      assertThat(Loopback.call(port, "")).isEqualTo("nobody\n#!/bin/sh\n");
      kinetd.awaitLog(" admitted ");
    }
    try (var kinetd = KinetdProcess.serving(document).asNobody().start()) {
      assertThat(Loopback.call(port, "")).isEqualTo("nobody\n#!/bin/sh\n");
      kinetd.awaitLog(" admitted ");
    }
  }

  @Test
  void getsTheSocketItselfInModeWait() throws Exception {
    // given
    Service script =
        Service.named("script")
            .port(port)
            .field("mode", "Wait")
            .script("#!/usr/bin/perl", "accept(C, STDIN); print C 'by the script'");
    try (var kinetd = start(script)) {

      // when, then
      assertThat(Loopback.call(port, "")).isEqualTo("by the script");
      kinetd.awaitLog(" exited ");
    }
  }

  @Test
  void takesTheNewTextAtAReloadAndGivesTheOldMemoryUp() throws Exception {
    // given
    Path file = document(script("#!/bin/sh", "echo old"));
    try (var kinetd = KinetdProcess.serving(file).start()) {
      assertThat(Loopback.call(port, "")).isEqualTo("old\n");
      kinetd.settle();

      // when
      for (int i = 0; i < 5; i++) {
        Files.writeString(file, Service.yaml(script("#!/bin/sh", "echo new " + i)));
        kinetd.reload();
        assertThat(Loopback.call(port, "")).isEqualTo("new " + i + "\n");
      }

      // then
      kinetd.assertNothingLeaked();
    }
  }

  @Test
  void saysWhichInterpreterIsMissingAndListensAllTheSame() throws Exception {
    // given
    try (var kinetd = start(script("#!/nonexistent/interpreter", "echo"))) {

      // when
      String answer = Loopback.call(port, "");

      // then
      assertThat(answer).isEmpty();
      kinetd.awaitLog(" refused ", "reason=exec-failed", "/nonexistent/interpreter");
      kinetd.awaitLog("warning", "spec.handler.script", "the interpreter");
    }
  }

  private Service script(String... lines) {
    return Service.named("script").port(port).script(lines);
  }

  private KinetdProcess start(Service service) throws Exception {
    return KinetdProcess.serving(document(service)).start();
  }

  private Path document(Service service) throws IOException {
    return Files.writeString(folder.resolve("s.yaml"), Service.yaml(service));
  }
}
