package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.launch.Spawner;

/** What becomes of an accepted connection. */
interface ConnectionServer {

  /** How the accepted descriptor is to behave. */
  boolean blocking();

  /**
   * Serves one connection, or refuses and closes it. Owns the descriptor.
   *
   * @param spawner of the calling thread; its client buffer holds the peer's address
   */
  void serve(int connection, Spawner spawner);
}
