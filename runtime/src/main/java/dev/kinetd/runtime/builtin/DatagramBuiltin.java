package dev.kinetd.runtime.builtin;

import dev.kinetd.api.Builtin;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.linux.Datagram;
import dev.kinetd.runtime.linux.Descriptors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Clock;

/**
 * One UDP socket of a built-in: an answer for each datagram. Owns the descriptor. The lock keeps
 * {@link #close}, from any thread, from closing it under a call that uses it.
 */
final class DatagramBuiltin {

  /** Datagrams in a row before other sockets have their turn. */
  private static final int BURST = 64;

  private static final MemorySegment CHARGEN_LINES =
      Arena.global().allocateFrom(ValueLayout.JAVA_BYTE, CharacterGenerator.cycle());

  private final int fd;
  private final int port;
  private final Builtin kind;
  private final Clock clock;
  private final LoopGuard guard;
  private final DatagramEvents events;
  private final MemorySegment scratch = Arena.ofAuto().allocate(64);
  private int line;
  private boolean closed;

  DatagramBuiltin(
      int fd, int port, Builtin kind, Clock clock, LoopGuard guard, DatagramEvents events) {
    this.fd = fd;
    this.port = port;
    this.kind = kind;
    this.clock = clock;
    this.guard = guard;
    this.events = events;
  }

  int port() {
    return port;
  }

  int fd() {
    return fd;
  }

  /** Answers what is there, within limits; the socket is level-triggered and comes again. */
  synchronized void serve(Datagram datagram) {
    for (int i = 0; i < BURST && !closed; i++) {
      if (datagram.receive(fd) < 0) {
        return;
      }
      answer(datagram);
    }
  }

  private void answer(Datagram datagram) {
    var sender = datagram.sender();
    if (guard.refuses(sender.high(), sender.low(), sender.port(), datagram.sentToOneHost())) {
      events.guarded();
      return;
    }
    if (!events.admits(new Source(sender.high(), sender.low()), sender.port())) {
      return;
    }
    MemorySegment answer = answerTo(datagram);
    int result = answer == null ? 0 : datagram.reply(fd, answer);
    if (result < 0) {
      events.unsent(-result);
    } else {
      events.served();
    }
  }

  private MemorySegment answerTo(Datagram datagram) {
    return switch (kind) {
      case Echo -> datagram.payload();
      case Chargen -> nextLine();
      case Daytime -> copied(TimeOfDay.daytime(clock));
      case Time -> copied(TimeOfDay.time(clock));
      case Discard, TcpMux -> null;
    };
  }

  private MemorySegment nextLine() {
    long start = (long) line * CharacterGenerator.LINE_LENGTH;
    line = (line + 1) % CharacterGenerator.LINES;
    return CHARGEN_LINES.asSlice(start, CharacterGenerator.LINE_LENGTH);
  }

  private MemorySegment copied(byte[] bytes) {
    MemorySegment.copy(bytes, 0, scratch, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return scratch.asSlice(0, bytes.length);
  }

  /** Closes the descriptor, once. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      Descriptors.close(fd);
    }
  }
}
