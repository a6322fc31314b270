/**
 * The resources of group {@code kinetd.dev}, version {@code v1alpha1}: what a user declares, its
 * defaults and its validation. Free of any framework; the front ends produce these types, the
 * runtime runs them.
 */
package dev.kinetd.api;
