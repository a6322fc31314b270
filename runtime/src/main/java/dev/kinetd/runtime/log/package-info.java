/** The runtime's log: one line for each event, as text or JSON. */
package dev.kinetd.runtime.log;
