/** How an object that belongs to a resource is named, applied, and told from those of others. */
package dev.kinetd.operator.owned;
