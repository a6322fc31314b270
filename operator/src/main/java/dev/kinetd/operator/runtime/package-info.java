/** Runtimes: what each owns, its configuration, and the pods that load it. */
package dev.kinetd.operator.runtime;
