/**
 * Makes declared services ready for this machine: users, host names, programs. Asks the machine,
 * opens no socket and starts nothing, so that {@code check} and {@code run} say the same.
 */
package dev.kinetd.runtime.resolve;
