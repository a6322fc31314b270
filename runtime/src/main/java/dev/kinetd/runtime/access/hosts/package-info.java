/**
 * TCP wrappers: hosts.allow and hosts.deny as hosts_access(5) and hosts_options(5) describe them
 * and as libwrap 7.6.q on Debian decides them, accidents included. {@link
 * dev.kinetd.runtime.access.hosts.HostsRules} is where to begin.
 *
 * <p>Nothing in here looks a name up, runs a program or opens a socket: a decision that needs to
 * know more says what, and is taken again from the start once that is known.
 */
package dev.kinetd.runtime.access.hosts;
