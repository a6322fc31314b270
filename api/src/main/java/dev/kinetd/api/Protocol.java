package dev.kinetd.api;

/** The transport of a service: streams or datagrams, also where it listens on a Unix socket. */
public enum Protocol {
  TCP,
  UDP
}
