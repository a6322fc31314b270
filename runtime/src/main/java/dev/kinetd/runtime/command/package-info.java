/** The command line. */
package dev.kinetd.runtime.command;
