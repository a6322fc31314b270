/** Services: their target ports, their Services in Kubernetes, and what became of them. */
package dev.kinetd.operator.service;
