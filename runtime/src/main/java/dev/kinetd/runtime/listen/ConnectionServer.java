package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.launch.Spawner;

/** What becomes of a connection whose client was let in. */
interface ConnectionServer {

  /** How the accepted descriptor is to behave. */
  boolean blocking();

  /**
   * Serves an admitted client. Owns the connection and the places it has taken.
   *
   * @param spawner of the calling thread
   */
  void serve(Connection connection, Spawner spawner);
}
