package dev.kinetd.runtime.access.hosts;

/** Whether a pattern matches. */
enum Answer {
  YES,
  NO,
  /** Not decided: the evaluation holds what ended it. */
  STOP;

  static Answer of(boolean matches) {
    return matches ? YES : NO;
  }
}
