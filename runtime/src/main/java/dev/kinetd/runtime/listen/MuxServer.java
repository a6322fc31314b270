package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.builtin.MuxDirectory;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.launch.WatchLoop;
import java.util.Set;
import java.util.function.Supplier;

/** The TCPMUX port (RFC 1078): finds out which service a client wants and hands it on. */
final class MuxServer implements ConnectionServer {

  private final LiveService service;
  private final Supplier<MuxDirectory<LiveService>> directory;
  private final Set<MuxConnection> undecided;
  private final WatchLoop loop;
  private final LaunchPad pad;

  /**
   * @param directory asked for each client, since a reload replaces it; gives null while draining
   * @param undecided clients that have not said what they want; of the watch loop's thread
   */
  MuxServer(
      LiveService service,
      Supplier<MuxDirectory<LiveService>> directory,
      Set<MuxConnection> undecided,
      WatchLoop loop,
      LaunchPad pad) {
    this.service = service;
    this.directory = directory;
    this.undecided = undecided;
    this.loop = loop;
    this.pad = pad;
  }

  /** Every read and write before the hand-over says that it does not want to wait. */
  @Override
  public boolean blocking() {
    return true;
  }

  @Override
  public void serve(Connection connection, Spawner spawner) {
    var request = new MuxConnection(service, connection, undecided, loop, pad);
    loop.execute(() -> request.begin(directory.get()));
  }
}
