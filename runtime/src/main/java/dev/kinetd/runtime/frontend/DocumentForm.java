package dev.kinetd.runtime.frontend;

/** Who wrote a document, and so what it may hold. */
enum DocumentForm {
  /** A user: what only the operator can find out is refused. */
  USER,
  /** The operator, see {@link dev.kinetd.api.ConfigFormat}: what it found out is in it. */
  CONFIG
}
