/**
 * Who may reach which service: hosts files and AccessRules, compiled once and asked for every
 * client. Pure: opens no socket and asks for no name; where a decision needs one, it says so and is
 * asked again when the name is known.
 */
package dev.kinetd.runtime.access;
