/**
 * Front ends: text in one of the known formats becomes {@link dev.kinetd.api.InetdService}s and
 * findings. Pure: reads files, asks nothing else of the machine.
 */
package dev.kinetd.runtime.frontend;
