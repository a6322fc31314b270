package dev.kinetd.runtime.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.EnvironmentDigest;
import dev.kinetd.api.EnvironmentObject;
import dev.kinetd.api.InetdService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one service takes from Secrets and ConfigMaps. They are mounted beside the configuration and
 * become visible on their own: until they are what the configuration speaks of, by their digest,
 * the service waits.
 */
final class Environment {

  private static final String FIELD = "spec.launch.environmentFrom";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  /** What the runtime says of a connection; nobody else may seem to say it. */
  private static final Set<String> OWN =
      Set.of(
          "PROTO",
          "REMOTE_ADDR",
          "REMOTE_HOST",
          "REMOTE_PORT",
          "SERVER_ADDR",
          "SERVER_PORT",
          "TCPREMOTEIP",
          "TCPREMOTEPORT",
          "TCPLOCALIP",
          "TCPLOCALPORT",
          "UNIXLOCALPATH");

  private final Map<String, String> variables = new LinkedHashMap<>();
  private String waitsFor;

  /**
   * Gathers it.
   *
   * @param folder in which each object is a file of its own
   */
  Environment(Path folder, InetdService service, ServiceFindings says) {
    String wanted = service.metadata().annotations().get(ConfigFormat.ENVIRONMENT_ANNOTATION);
    if (wanted == null) {
      says.refuse(
          FIELD,
          "the annotation " + ConfigFormat.ENVIRONMENT_ANNOTATION + " is missing",
          "only the operator can declare a service that takes its environment from objects");
      return;
    }
    var digest = new EnvironmentDigest();
    for (var source : service.spec().launch().environmentFrom()) {
      EnvironmentObject object = EnvironmentObject.of(source);
      try {
        byte[] file = Files.readAllBytes(folder.resolve(object.file()));
        digest.add(object, file);
        add(object, JSON.readValue(file, STRINGS), says);
      } catch (JsonProcessingException e) {
        waitsFor = "waits for its environment: " + object.file() + " is not what was written";
        return;
      } catch (IOException e) {
        waitsFor = "waits for its environment: " + object.file() + " is not there yet";
        return;
      }
    }
    if (!digest.hex().equals(wanted)) {
      waitsFor = "waits for its environment: what is mounted is older or newer";
    }
  }

  private void add(EnvironmentObject object, Map<String, String> strings, ServiceFindings says) {
    strings.forEach(
        (name, value) -> {
          if (OWN.contains(name)) {
            says.warning(
                FIELD,
                object.file() + " has the key " + name + ", which kinetd itself sets",
                "rename the key");
          } else {
            variables.put(name, value);
          }
        });
  }

  /** Why the service has to wait, or null. */
  String waitsFor() {
    return waitsFor;
  }

  /** As {@code NAME=value}; of two with one name the later counts. */
  List<String> variables() {
    return variables.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList();
  }
}
