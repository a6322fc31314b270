package dev.kinetd.runtime.listen;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.builtin.DatagramEvents;
import dev.kinetd.runtime.builtin.DatagramHandle;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;

/** Lets a built-in answer the datagrams of one socket, through a descriptor of its own. */
final class DatagramListener implements Listener {

  private final ListenSocket socket;
  private final DatagramHandle handle;

  DatagramListener(
      ListenSocket socket, LiveService service, Gate gate, Builtin kind, Builtins builtins)
      throws LinuxException {
    this.socket = socket;
    handle =
        builtins.serveDatagrams(
            Descriptors.duplicate(socket.fd()),
            kind,
            new Events(service, gate, DatagramEnd.of(socket.fd())));
  }

  @Override
  public void close() {
    release();
    socket.close();
  }

  @Override
  public void release() {
    handle.close();
  }

  /**
   * Admits and counts what arrives. A datagram whose sender's name must be looked up is dropped: it
   * could not be answered in its turn, and the next one finds the name known.
   */
  private record Events(LiveService service, Gate gate, DatagramEnd end) implements DatagramEvents {

    @Override
    public boolean admits(Source source, int port) {
      if (!gate.watches(service.name())) {
        return true;
      }
      return service
          .entrance()
          .admitsDatagramAtOnce(Connection.ofDatagram(source, port), end.visitor(source, port));
    }

    @Override
    public void served() {
      service.counters().admitted();
    }

    @Override
    public void guarded() {
      service.counters().ignoredDatagram();
    }

    @Override
    public void unsent(int errno) {
      service.counters().unsentDatagram();
    }
  }
}
