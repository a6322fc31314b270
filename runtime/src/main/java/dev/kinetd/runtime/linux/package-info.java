/**
 * Typed wrappers of the system calls that kinetd uses, on amd64 and arm64, through {@code
 * java.lang.foreign}. Nothing else lives here, and nothing here knows about services.
 *
 * <p>A call that may fail in the ordinary course of work returns its result or the negative errno;
 * a call whose failure is a fault throws {@link dev.kinetd.runtime.linux.LinuxException}.
 */
package dev.kinetd.runtime.linux;
