package dev.kinetd.runtime.builtin;

/** A UDP socket that is being answered. */
@FunctionalInterface
public interface DatagramHandle extends AutoCloseable {

  /** Stops and closes the descriptor before it returns; later calls do nothing. Any thread. */
  @Override
  void close();
}
