package dev.kinetd.runtime.frontend;

import dev.kinetd.api.InetdService;
import dev.kinetd.api.Origin;
import java.nio.file.Path;

/**
 * A service as a front end read it.
 *
 * @param service the model, valid in itself
 * @param origin where it was written
 * @param folder against which a relative program is resolved
 */
public record Declared(InetdService service, Origin origin, Path folder) {}
