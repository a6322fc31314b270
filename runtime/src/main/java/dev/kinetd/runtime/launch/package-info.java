/**
 * Starts handlers and takes their exits: launch plans, the threads that launch, the reaper, and
 * what is known of every invocation. Knows nothing of listeners.
 */
package dev.kinetd.runtime.launch;
