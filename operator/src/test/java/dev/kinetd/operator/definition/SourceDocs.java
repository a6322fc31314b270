package dev.kinetd.operator.definition;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the sources of the resources say of their types and fields: what a programmer reads there is
 * what {@code kubectl explain} and the reference show, so that it is written once.
 */
final class SourceDocs {

  private final Map<String, String> texts = new HashMap<>();

  private SourceDocs() {}

  /** Reads the Javadoc of every class in some folders. */
  static SourceDocs read(Path... folders) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var docs = new SourceDocs();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      for (Path folder : folders) {
        var sources = files.getJavaFileObjectsFromPaths(sources(folder));
        var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
        DocTrees trees = DocTrees.instance(task);
        for (CompilationUnitTree unit : task.parse()) {
          docs.new Reader(trees).scan(unit, null);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return docs;
  }

  /** What a class is for, in one sentence. */
  String ofType(Class<?> type) {
    return get(type.getSimpleName());
  }

  /** What a component of a record, or a constant of an enum, means; null where nothing is said. */
  String ofMember(Class<?> type, String member) {
    return texts.get(type.getSimpleName() + "." + member);
  }

  private String get(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException("the source of " + key + " has no Javadoc: write it");
    }
    return text;
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Keeps the comments of types, the params of records and the comments of enum constants. */
  private final class Reader extends TreePathScanner<Void, Void> {

    private final DocTrees trees;
    private String type;

    Reader(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
      String outer = type;
      type = tree.getSimpleName().toString();
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(type, text(comment.getFirstSentence()));
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            texts.put(type + "." + param.getName(), sentence(text(param.getDescription())));
          }
        }
      }
      super.visitClass(tree, none);
      type = outer;
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void none) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(type + "." + tree.getName(), text(comment.getFullBody()));
      }
      return null;
    }
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(SourceDocs::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String text(DocTree part) {
    return switch (part) {
      case TextTree text -> text.getBody();
      case LiteralTree code when code.getKind() == DocTree.Kind.CODE ->
          "`" + code.getBody().getBody() + "`";
      case LiteralTree literal -> literal.getBody().getBody();
      case LinkTree link -> "`" + link.getReference().getSignature() + "`";
      default -> part.toString();
    };
  }

  /** A sentence of its own, as a description has to be. */
  private static String sentence(String text) {
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }
}
