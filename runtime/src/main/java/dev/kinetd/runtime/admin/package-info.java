/**
 * What the runtime tells about itself: health and metrics over HTTP, the status and the reload over
 * a Unix socket that only its owner can open.
 */
package dev.kinetd.runtime.admin;
