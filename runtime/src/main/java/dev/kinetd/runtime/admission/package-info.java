/**
 * Limits on how much of a service may run, counted exactly, in one place. Pure: no sockets, no
 * Vert.x, no Quarkus; time is an argument.
 */
package dev.kinetd.runtime.admission;
