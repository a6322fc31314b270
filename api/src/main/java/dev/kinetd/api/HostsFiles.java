package dev.kinetd.api;

/** Whether the machine's own hosts.allow and hosts.deny count for a service. */
public enum HostsFiles {
  Apply,
  Ignore
}
