package dev.kinetd.operator.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The chart's values with the comments above them. A value with a comment is described as a whole;
 * one without is a group of others.
 *
 * @param values in the order of the file
 * @param groups paths of the groups; the first is empty and is the whole
 */
record ChartValues(List<Value> values, List<String> groups) {

  /**
   * One value.
   *
   * @param path names with dots between them
   * @param fallback its default as JSON
   * @param description the comment
   */
  record Value(String path, String fallback, String description) {}

  /** Those of the file. */
  static ChartValues read() throws IOException {
    var options = new LoaderOptions();
    options.setProcessComments(true);
    Node root = new Yaml(options).compose(new StringReader(Chart.file("values.yaml")));
    var read = new ChartValues(new ArrayList<>(), new ArrayList<>());
    read.group("", (MappingNode) root);
    return read;
  }

  private void group(String path, MappingNode group) {
    groups.add(path);
    for (NodeTuple entry : group.getValue()) {
      String name = ((ScalarNode) entry.getKeyNode()).getValue();
      String full = path.isEmpty() ? name : path + "." + name;
      String comment = comment(entry.getKeyNode());
      if (!comment.isEmpty()) {
        values.add(new Value(full, json(entry.getValueNode()), comment));
      } else if (entry.getValueNode() instanceof MappingNode inner && !inner.getValue().isEmpty()) {
        group(full, inner);
      } else {
        throw new AssertionError("values.yaml does not say what " + full + " is");
      }
    }
  }

  /** The lines right above a key; what an empty line parts from it belongs to something else. */
  private static String comment(Node key) {
    List<CommentLine> lines = key.getBlockComments() == null ? List.of() : key.getBlockComments();
    var words = new ArrayList<String>();
    for (CommentLine line : lines) {
      if (line.getCommentType() == CommentType.BLANK_LINE) {
        words.clear();
      } else {
        words.add(line.getValue().strip());
      }
    }
    return String.join(" ", words);
  }

  private static String json(Node node) {
    try {
      return new ObjectMapper().writeValueAsString(new Plain().value(node));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Nodes as plain objects. */
  private static final class Plain extends SafeConstructor {

    Plain() {
      super(new LoaderOptions());
    }

    Object value(Node node) {
      return constructDocument(node);
    }
  }
}
