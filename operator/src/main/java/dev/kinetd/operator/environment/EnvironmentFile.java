package dev.kinetd.operator.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One Secret or ConfigMap as it travels to a runtime: a JSON object of strings with its keys in
 * order, so that the same object gives the same text. What cannot be an environment variable is
 * left out, and named.
 *
 * @param text the JSON object
 * @param leftOut each key that is not in it, with the reason
 */
record EnvironmentFile(String text, List<String> leftOut) {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final ObjectMapper JSON = new ObjectMapper();

  EnvironmentFile {
    leftOut = List.copyOf(leftOut);
  }

  /** A Secret's; of whatever type it is. */
  static EnvironmentFile of(Secret secret) {
    var content = new Content();
    decoded(secret.getData()).forEach(content::add);
    return content.file();
  }

  /** A ConfigMap's. */
  static EnvironmentFile of(ConfigMap configMap) {
    var content = new Content();
    if (configMap.getData() != null) {
      configMap
          .getData()
          .forEach((key, value) -> content.add(key, value.getBytes(StandardCharsets.UTF_8)));
    }
    decoded(configMap.getBinaryData()).forEach(content::add);
    return content.file();
  }

  private static Map<String, byte[]> decoded(Map<String, String> data) {
    var decoded = new TreeMap<String, byte[]>();
    if (data != null) {
      data.forEach((key, value) -> decoded.put(key, Base64.getDecoder().decode(value)));
    }
    return decoded;
  }

  /** Sorts keys into those that can be variables and the others. */
  private static final class Content {

    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> leftOut = new TreeMap<>();

    void add(String key, byte[] value) {
      Optional<String> text = text(value);
      if (!VARIABLE.matcher(key).matches()) {
        leftOut.put(key, "is not the name of a variable");
      } else if (text.isEmpty()) {
        leftOut.put(key, "has a value that is not UTF-8");
      } else if (text.get().indexOf(0) >= 0) {
        leftOut.put(key, "has a value with a NUL in it");
      } else {
        variables.put(key, text.get());
      }
    }

    EnvironmentFile file() {
      var reasons = new ArrayList<String>();
      leftOut.forEach((key, reason) -> reasons.add(key + " " + reason));
      try {
        return new EnvironmentFile(JSON.writeValueAsString(variables), reasons);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("strings are always JSON", e);
      }
    }

    private static Optional<String> text(byte[] value) {
      try {
        return Optional.of(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  }
}
