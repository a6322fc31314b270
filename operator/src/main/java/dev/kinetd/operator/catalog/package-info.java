/** The resources as the informers have them, and what one of them changing means for the others. */
package dev.kinetd.operator.catalog;
