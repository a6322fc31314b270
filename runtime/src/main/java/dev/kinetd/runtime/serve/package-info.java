/**
 * The super-server as a whole: which services are served, from start through reloads to the end.
 */
package dev.kinetd.runtime.serve;
