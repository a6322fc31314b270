package dev.kinetd.api;

/** What it means for AccessRules that nobody could say what a client is called. */
public enum OnLookupFailure {
  /** A client whose name could decide is refused. */
  Refuse,
  /** The client counts as one without a name. */
  NoMatch
}
