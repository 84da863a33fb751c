package fr.vigie.embedded;

/// A server in a process of its own.
public sealed interface Server extends AutoCloseable permits KafkaServer, PostgresServer {

  /// The process there is now.
  ChildProcess process();

  /// Starts it again, on the same folder and port, after its process has ended. Returns when it
  /// serves.
  ///
  /// @throws CannotStartException in one sentence
  void restart();

  /// Ends it in order. Returns when it is gone.
  @Override
  void close();
}
