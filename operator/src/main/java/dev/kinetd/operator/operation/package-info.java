/** How the operator runs: who leads, whether it lives, what it counts, its settings. */
package dev.kinetd.operator.operation;
