/**
 * The resources as the informers have them, what one of them changing means for the others, and the
 * one among them that the operator writes itself.
 */
package dev.kinetd.operator.catalog;
