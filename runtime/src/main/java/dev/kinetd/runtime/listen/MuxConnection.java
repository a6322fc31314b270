package dev.kinetd.runtime.listen;

import dev.kinetd.api.Printable;
import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.SourceSlot;
import dev.kinetd.runtime.builtin.MuxDirectory;
import dev.kinetd.runtime.builtin.MuxRequest;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.LaunchPlan;
import dev.kinetd.runtime.launch.Spawner;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.Errno;
import dev.kinetd.runtime.linux.Sockets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One client of the TCPMUX port, from its first byte until the connection is handed on. Looks at
 * the request without taking it and then takes exactly the line: what follows belongs to the
 * handler. Owns the connection; works on the watch loop's thread.
 */
final class MuxConnection {

  /** A client that has not said by then what it wants is closed. */
  private static final long DEADLINE_NANOS = 30_000_000_000L;

  private static final Arena TEXTS = Arena.global();
  private static final MemorySegment GO =
      TEXTS.allocateFrom(ValueLayout.JAVA_BYTE, MuxDirectory.go());
  private static final MemorySegment NOT_AVAILABLE =
      TEXTS.allocateFrom(ValueLayout.JAVA_BYTE, MuxDirectory.notAvailable());

  private final LiveService mux;
  private final SourceSlot place;
  private final ClientAddress client;
  private final int connection;
  private final WatchLoop loop;
  private final LaunchPad pad;
  private final byte[] line = new byte[MuxRequest.MAX_LINE_BYTES];
  private int length;
  private MuxDirectory<LiveService> directory;
  private WatchLoop.Timer deadline;

  MuxConnection(
      LiveService mux,
      SourceSlot place,
      ClientAddress client,
      int connection,
      WatchLoop loop,
      LaunchPad pad) {
    this.mux = mux;
    this.place = place;
    this.client = client;
    this.connection = connection;
    this.loop = loop;
    this.pad = pad;
  }

  void begin(MuxDirectory<LiveService> services) {
    directory = services;
    deadline = loop.schedule(DEADLINE_NANOS, () -> refuse("no request within 30 s"));
    mux.admittedBuiltin(client);
    await();
  }

  private void await() {
    if (loop.awaitReadable(connection, this::read) < 0) {
      refuse("the connection cannot be watched");
    }
  }

  private void read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(MuxRequest.MAX_LINE_BYTES - length);
      int peeked = Sockets.peek(connection, buffer, null);
      if (peeked == -Errno.EAGAIN) {
        await();
        return;
      }
      if (peeked <= 0) {
        refuse("closed before a request");
        return;
      }
      decide(buffer, peeked);
    }
  }

  /** A part of a line is taken at once, since it would keep the connection readable. */
  private void decide(MemorySegment buffer, int peeked) {
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, line, length, peeked);
    switch (MuxRequest.of(java.nio.ByteBuffer.wrap(line, 0, length + peeked))) {
      case MuxRequest.Incomplete() -> {
        Sockets.receive(connection, buffer.asSlice(0, peeked));
        length += peeked;
        await();
      }
      case MuxRequest.TooLong() -> {
        Sockets.send(connection, NOT_AVAILABLE);
        refuse("request line too long");
      }
      case MuxRequest.Named(String name, int lineBytes) -> {
        Sockets.receive(connection, buffer.asSlice(0, lineBytes - length));
        answer(name);
      }
    }
  }

  private void answer(String name) {
    if (MuxDirectory.isHelp(name)) {
      try (Arena arena = Arena.ofConfined()) {
        byte[] names = directory.listing();
        Sockets.send(connection, arena.allocateFrom(ValueLayout.JAVA_BYTE, names));
      }
      close();
      return;
    }
    LiveService target = directory.find(name);
    if (target == null) {
      Sockets.send(connection, NOT_AVAILABLE);
      refuse("no service \"" + Printable.of(name) + "\"");
      return;
    }
    handOver(target);
  }

  private void handOver(LiveService target) {
    SourceSlot targetPlace = target.admit(client.source(), client.port());
    if (targetPlace == null) {
      close();
      return;
    }
    if (target.service().spec().tcpMux().announce()) {
      Sockets.send(connection, GO);
    }
    release();
    pad.submit(spawner -> launch(spawner, target, targetPlace));
  }

  /** On a thread of the launch pad. */
  private void launch(Spawner spawner, LiveService target, SourceSlot targetPlace) {
    LaunchPlan plan = target.definition().plan();
    HandlerEnvironment.write(spawner, connection, client, target);
    target.launch(spawner, plan, client.source(), client.port(), targetPlace, connection);
  }

  private void refuse(String detail) {
    mux.refused(client.source(), client.port(), Refusal.REQUEST, detail);
    close();
  }

  private void close() {
    release();
    Descriptors.close(connection);
  }

  /** Takes the connection out of the loop's hands. */
  private void release() {
    deadline.cancel();
    loop.forget(connection);
    mux.leave(place);
  }
}
