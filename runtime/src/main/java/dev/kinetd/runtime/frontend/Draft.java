package dev.kinetd.runtime.frontend;

import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Origin;
import java.nio.file.Path;

/**
 * A service that has no name yet, because the names of all sources must be known first.
 *
 * @param name the one to have where nobody else has it
 * @param address what to add where somebody has; may be empty
 */
record Draft(String name, String address, InetdServiceSpec spec, Origin origin, Path folder) {}
