package dev.kinetd.runtime.listen;

import static dev.kinetd.runtime.access.hosts.HostsFacts.UNKNOWN;

import dev.kinetd.runtime.access.hosts.HostsBanner;
import dev.kinetd.runtime.access.hosts.HostsEffect;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.linux.Sockets;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows a client the text that hosts files have for it, before it is served or turned away. */
final class Banner {

  private Banner() {}

  /** Sends as much as the connection takes at once. Without a file there is nothing to show. */
  static void send(
      HostsEffect.Banners banners, Connection connection, HostsRequest request, HostsFacts facts) {
    // The daemon's name is the base name of a program; were it more, it would leave the folder.
    Path file = Path.of(banners.folder(), Path.of("/" + banners.daemon()).getFileName().toString());
    try (Arena arena = Arena.ofConfined()) {
      HostsFacts known = facts.clientName() == null ? facts.withClientName(UNKNOWN) : facts;
      known = known.serverName() == null ? known.withServerName(UNKNOWN) : known;
      known = known.user() == null ? known.withUser(UNKNOWN) : known;
      HostsBanner banner = HostsBanner.of(Files.readAllBytes(file), request, known);
      if (banner.bytes() != null) {
        Sockets.send(connection.fd(), arena.allocateFrom(ValueLayout.JAVA_BYTE, banner.bytes()));
      }
    } catch (IOException e) {
      // As in libwrap: most daemons have no banner in the folder.
    }
  }
}
