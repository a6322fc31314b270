/** What the pods of runtimes say of themselves, by long polls of their admin ports. */
package dev.kinetd.operator.pods;
