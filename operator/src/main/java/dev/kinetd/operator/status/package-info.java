/** Conditions, their reasons, and events. */
package dev.kinetd.operator.status;
