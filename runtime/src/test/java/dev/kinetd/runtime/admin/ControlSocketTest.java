package dev.kinetd.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {

  private static final StatusReport REPORT =
      new StatusReport(1, false, List.of(), Map.of(), List.of());

  @TempDir private Path folder;

  @Test
  void leavesAFileThatIsNoSocketAlone() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("precious"), "text");

    // when, then
    assertThatThrownBy(() -> ControlSocket.open(file, () -> REPORT))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " exists and is no socket");
    assertThat(file).hasContent("text");
  }

  @Test
  void takesThePlaceOfASocketThatNobodyAnswers() throws IOException {
    // given
    Path path = folder.resolve("control.sock");
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();

    // when
    try (var control = ControlSocket.open(path, () -> REPORT)) {

      // then
      assertThat(control).isNotNull();
      assertThat(ControlSocket.ask(path)).isEqualTo(REPORT);
    }
  }

  @Test
  void leavesTheSocketOfAnotherRuntimeAlone() throws IOException {
    // given
    Path path = folder.resolve("control.sock");
    try (var first = ControlSocket.open(path, () -> REPORT)) {
      assertThat(first).isNotNull();

      // when, then
      assertThatThrownBy(() -> ControlSocket.open(path, () -> REPORT))
          .hasMessage("another kinetd answers at " + path);
      assertThat(ControlSocket.ask(path)).isEqualTo(REPORT);
    }
  }
}
