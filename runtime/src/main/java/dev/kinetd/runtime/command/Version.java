package dev.kinetd.runtime.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream("/dev/kinetd/version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return new String[] {"kinetd " + properties.getProperty("version")};
    }
  }
}
