package dev.kinetd.runtime.launch;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ObjIntConsumer;

/**
 * Values by descriptor number, for use from any thread without a lock; grows in chunks, since
 * descriptors are small and dense.
 */
public final class DescriptorTable<T> {

  private static final int CHUNK = 1024;
  private static final int MAX_CHUNKS = 1024;

  private final AtomicReferenceArray<AtomicReferenceArray<T>> chunks =
      new AtomicReferenceArray<>(MAX_CHUNKS);

  /** The value of a descriptor, or null. */
  public T get(int fd) {
    AtomicReferenceArray<T> chunk = chunks.get(fd / CHUNK);
    return chunk == null ? null : chunk.get(fd % CHUNK);
  }

  /** Sets the value of a descriptor below 1,048,576; null to clear it. */
  public void set(int fd, T value) {
    AtomicReferenceArray<T> chunk = chunks.get(fd / CHUNK);
    if (chunk == null) {
      chunks.compareAndSet(fd / CHUNK, null, new AtomicReferenceArray<>(CHUNK));
      chunk = chunks.get(fd / CHUNK);
    }
    chunk.set(fd % CHUNK, value);
  }

  /** Visits every value that is there at the time, with its descriptor. */
  public void forEach(ObjIntConsumer<T> visitor) {
    for (int c = 0; c < MAX_CHUNKS; c++) {
      AtomicReferenceArray<T> chunk = chunks.get(c);
      for (int i = 0; chunk != null && i < CHUNK; i++) {
        T value = chunk.get(i);
        if (value != null) {
          visitor.accept(value, c * CHUNK + i);
        }
      }
    }
  }
}
