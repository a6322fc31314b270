package dev.kinetd.runtime.access.hosts;

/** What came of asking: a decision, or what has to be known first. */
public sealed interface HostsOutcome permits HostsDecision, HostsNeed {}
