package dev.kinetd.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

  @TempDir Path folder;

  @Test
  void setsThePermissionsOfASocket() throws IOException {
    // given
    Path path = folder.resolve("socket");
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(path));

      // when
      SocketFile.protect(path, -1, -1, 0642);

      // then
      assertThat(SocketFile.exists(path)).isTrue();
      assertThat(permissions(path)).isEqualTo("rw-r---w-");
    }
  }

  @Test
  void changesNothingThroughALinkInThePlaceOfTheSocket() throws IOException {
    // given
    Path victim = Files.createFile(folder.resolve("victim"));
    String before = permissions(victim);
    Path link = Files.createSymbolicLink(folder.resolve("socket"), victim);

    // then
    assertThat(SocketFile.exists(link)).isFalse();
    assertThatThrownBy(() -> SocketFile.protect(link, -1, -1, 0666))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not the socket");
    assertThat(permissions(victim)).isEqualTo(before);
  }

  @Test
  void changesNoFileInThePlaceOfTheSocket() throws IOException {
    // given
    Path file = Files.createFile(folder.resolve("file"));
    String before = permissions(file);

    // then
    assertThatThrownBy(() -> SocketFile.protect(file, -1, -1, 0666))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not the socket");
    assertThat(permissions(file)).isEqualTo(before);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
