/**
 * Questions about a client that only others can answer: its name (hosts file and DNS) and its user
 * (RFC 1413). Asked on Netty's event loops, bounded in time and number, never blocking the caller.
 */
package dev.kinetd.runtime.lookup;
