package dev.kinetd.runtime.access;

/** What asking a policy comes to: a verdict, or that something must be found out first. */
public sealed interface Decision permits Verdict, Needed {}
