package dev.kinetd.api;

/** What becomes of a client that a rule, or a service's default, speaks of. */
public enum Action {
  Allow,
  Deny
}
