/**
 * From old formats to documents: what {@code kinetd convert} prints, and what it has to leave out.
 * Pure.
 */
package dev.kinetd.runtime.convert;
