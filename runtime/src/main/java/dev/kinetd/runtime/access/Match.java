package dev.kinetd.runtime.access;

/** Whether a rule speaks of a client. */
enum Match {
  NO,
  YES,
  /** It depends on the client's name, and nobody has asked for it. */
  NEEDS_NAME
}
