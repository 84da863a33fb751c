package fr.vigie.audit.siem;

import java.io.IOException;
import java.util.List;

/// Something that takes events.
interface SiemTarget extends AutoCloseable {

  /// What its progress is kept under.
  String name();

  /// One event as it goes out.
  ///
  /// @param key whose it is: events of one key stay in order
  /// @param json one JSON object
  record Line(String key, String json) {}

  /// Returns once they are safe there.
  void take(List<Line> lines) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
