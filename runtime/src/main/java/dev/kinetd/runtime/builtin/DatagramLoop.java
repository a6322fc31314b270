package dev.kinetd.runtime.builtin;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.linux.Datagram;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.Epoll;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.SocketAddressBuffer;
import dev.kinetd.runtime.linux.Sockets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one thread that answers the datagrams of all built-ins. Not a Netty channel: Netty does not
 * tell the destination of an IPv6 datagram, cannot choose the address an answer comes from, and
 * swallows empty datagrams.
 */
final class DatagramLoop implements AutoCloseable {

  private static final int WAKE_UP = 0;

  private final Clock clock;
  private final Epoll epoll;
  private final int wakeUp;
  private final Map<Integer, DatagramBuiltin> builtins = new ConcurrentHashMap<>();
  private final AtomicInteger lastKey = new AtomicInteger(WAKE_UP);
  private final LoopGuard guard = new LoopGuard(this::serves);
  private final Thread thread;
  private volatile boolean stopped;

  DatagramLoop(Clock clock) throws LinuxException {
    this.clock = clock;
    this.wakeUp = Descriptors.eventCounter();
    try {
      this.epoll = new Epoll();
    } catch (LinuxException e) {
      Descriptors.close(wakeUp);
      throw e;
    }
    epoll.add(wakeUp, Epoll.IN, WAKE_UP);
    this.thread = Thread.ofPlatform().daemon().name("kinetd-datagrams").start(this::run);
  }

  /** Answers at a bound UDP socket until the handle is closed; owns the descriptor at once. */
  DatagramHandle serve(int fd, Builtin kind, DatagramEvents events) throws LinuxException {
    int key = lastKey.incrementAndGet();
    try {
      Datagram.tellDestinations(fd);
      var local = new SocketAddressBuffer();
      Sockets.localAddress(fd, local);
      var builtin = new DatagramBuiltin(fd, local.port(), kind, clock, guard, events);
      builtins.put(key, builtin);
      epoll.add(fd, Epoll.IN, key);
      return () -> close(key);
    } catch (LinuxException e) {
      builtins.remove(key);
      Descriptors.close(fd);
      throw e;
    }
  }

  private void close(int key) {
    DatagramBuiltin builtin = builtins.remove(key);
    if (builtin != null) {
      epoll.remove(builtin.fd());
      builtin.close();
    }
  }

  private boolean serves(int port) {
    for (DatagramBuiltin builtin : builtins.values()) {
      if (builtin.port() == port) {
        return true;
      }
    }
    return false;
  }

  private void run() {
    var events = new Epoll.Events(64);
    var datagram = new Datagram();
    while (!stopped) {
      int count = epoll.await(events, -1);
      for (int i = 0; i < count; i++) {
        DatagramBuiltin builtin = builtins.get(events.data(i));
        if (builtin != null) {
          serve(builtin, datagram);
        }
      }
    }
  }

  private void serve(DatagramBuiltin builtin, Datagram datagram) {
    try {
      builtin.serve(datagram);
    } catch (RuntimeException | Error e) {
      // A fault in one place must not end the service of the others.
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** Ends the thread and closes every socket. */
  @Override
  public void close() {
    stopped = true;
    Descriptors.signal(wakeUp);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    builtins.keySet().forEach(this::close);
    epoll.close();
    Descriptors.close(wakeUp);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
