/**
 * Sockets that wait for clients: opening them, accepting, admitting, and handing over to a handler,
 * a built-in or the multiplexer.
 */
package dev.kinetd.runtime.listen;
