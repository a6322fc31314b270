package dev.kinetd.runtime.listen;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.builtin.DatagramEvents;
import dev.kinetd.runtime.builtin.DatagramHandle;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;

/** Lets a built-in answer the datagrams of one socket, through a descriptor of its own. */
final class DatagramListener implements Listener {

  private final ListenSocket socket;
  private final DatagramHandle handle;

  DatagramListener(ListenSocket socket, LiveService service, Builtin kind, Builtins builtins)
      throws LinuxException {
    this.socket = socket;
    handle =
        builtins.serveDatagrams(
            Descriptors.duplicate(socket.fd()),
            kind,
            new DatagramEvents() {
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
            });
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
}
