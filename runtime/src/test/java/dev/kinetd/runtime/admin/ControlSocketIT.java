package dev.kinetd.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketIT {

  @TempDir Path folder;

  @Test
  void answersInPlaceOfOneThatIsGone() throws IOException {
    // given
    Path path = folder.resolve("made/control.sock");
    Files.createDirectory(path.getParent());
    try (var gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      gone.bind(UnixDomainSocketAddress.of(path));
    }

    // when
    try (var _ = ControlSocket.open(path, () -> report(1))) {

      // then
      assertThat(ControlSocket.ask(path)).isEqualTo(report(1));
      assertThat(Files.getPosixFilePermissions(path))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void leavesAFileAloneThatIsNoSocket() throws IOException {
    // given
    Path path = Files.writeString(folder.resolve("precious"), "data");

    // when, then
    assertThatThrownBy(() -> ControlSocket.open(path, () -> report(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no socket");
    assertThat(path).hasContent("data");
  }

  @Test
  void leavesALinkAlone() throws IOException {
    // given
    Path path = Files.createSymbolicLink(folder.resolve("link"), Path.of("/nonexistent"));

    // when, then
    assertThatThrownBy(() -> ControlSocket.open(path, () -> report(1)))
        .hasMessageContaining("is no socket");
    assertThat(path).isSymbolicLink();
  }

  @Test
  void refusesAFolderInWhichOthersWrite() throws IOException {
    // given
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

    // when, then
    assertThatThrownBy(() -> ControlSocket.open(shared.resolve("control.sock"), () -> report(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others may write");
  }

  @Test
  void answersAgainAfterAMomentWithoutMemory() throws IOException {
    // given
    Path path = folder.resolve("control.sock");
    var noMemory = new AtomicBoolean(true);
    try (var _ = ControlSocket.open(path, () -> report(noMemory.getAndSet(false)))) {

      // when, then
      assertThatThrownBy(() -> ControlSocket.ask(path)).isInstanceOf(IOException.class);
      assertThat(ControlSocket.ask(path)).isEqualTo(report(1));
    }
  }

  private static StatusReport report(boolean noMemory) {
    if (noMemory) {
      throw new OutOfMemoryError("of the test");
    }
    return report(1);
  }

  @Test
  void answersOthersWhileOneClientDoesNotRead() throws IOException {
    // given
    Path path = folder.resolve("control.sock");
    StatusReport large = report(20_000);
    try (var _ = ControlSocket.open(path, () -> large);
        var stuck = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      assertThat(stuck.isConnected()).isTrue();

      // when, then
      assertThat(ControlSocket.ask(path)).isEqualTo(large);
    }
  }

  private static StatusReport report(int services) {
    var line =
        new StatusReport.Line(
            "x", "file:1", List.of("here"), true, false, true, 0, 0, 0, "a message");
    return new StatusReport(
        1,
        false,
        Collections.nCopies(services, line),
        Map.of("file:2", "bad"),
        List.of(new RuleHits("file:3", "Allow x", true, 4)));
  }
}
