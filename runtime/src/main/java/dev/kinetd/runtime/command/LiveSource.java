package dev.kinetd.runtime.command;

import dev.kinetd.runtime.admin.LoadedConfiguration;

/** Where the services come from while the runtime runs. Any thread may call any method. */
interface LiveSource {

  /** Reads everything and puts it into force as far as it can be used. One at a time. */
  void reload();

  /** What came of the last time. */
  LoadedConfiguration loaded();

  /** Whether a start of which nothing can be served is a failure. */
  boolean mustServe();

  /** Begins to look for changes by itself, where it can. */
  void watch();
}
