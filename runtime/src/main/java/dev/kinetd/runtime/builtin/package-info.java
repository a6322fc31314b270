/**
 * The services that the runtime carries out itself: echo, discard, chargen, daytime, time (RFC 862,
 * 863, 864, 867, 868) and the text side of TCPMUX (RFC 1078).
 */
package dev.kinetd.runtime.builtin;
