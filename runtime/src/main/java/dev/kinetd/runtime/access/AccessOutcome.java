package dev.kinetd.runtime.access;

/** What asking whether a client may come in comes to. */
public sealed interface AccessOutcome permits AccessDecision, Needed {}
