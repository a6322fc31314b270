package dev.kinetd.api;

/**
 * Rules in the language of hosts_access(5), with its semantics: the first match in {@code allow}
 * grants, else the first match in {@code deny} refuses, else the client is granted access.
 *
 * @param allow lines as in hosts.allow; may be empty
 * @param deny lines as in hosts.deny; may be empty
 */
public record HostsAccess(String allow, String deny) {

  public HostsAccess {
    allow = allow == null ? "" : allow;
    deny = deny == null ? "" : deny;
  }
}
