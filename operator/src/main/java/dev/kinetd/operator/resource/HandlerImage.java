package dev.kinetd.operator.resource;

/**
 * An image whose files the handlers of a runtime find in a folder (an image volume).
 *
 * @param name of the volume
 * @param image as a container's image is named
 * @param mountPath the folder, absolute
 */
public record HandlerImage(String name, String image, String mountPath) {}
