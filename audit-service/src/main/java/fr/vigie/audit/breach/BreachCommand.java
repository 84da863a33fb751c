package fr.vigie.audit.breach;

import java.time.Instant;

/// What may be asked about one file.
sealed interface BreachCommand {

  /// The account that asks.
  String by();

  /// As events name it.
  String word();

  /// Open a file; the same again changes nothing.
  record Open(String by, Scope scope, Instant awareAt) implements BreachCommand {
    @Override
    public String word() {
      return "open-breach";
    }
  }

  /// Note that the contents are read.
  ///
  /// @param what `summary`, `file` or `form`
  record Read(String by, String what, long end) implements BreachCommand {
    @Override
    public String word() {
      return "read-breach";
    }
  }

  /// Note that the authority was told.
  record Notify(String by) implements BreachCommand {
    @Override
    public String word() {
      return "notify-authority";
    }
  }

  /// Ask for the list of persons who must be told.
  record RequestList(String by) implements BreachCommand {
    @Override
    public String word() {
      return "request-affected-list";
    }
  }

  /// Agree to it.
  record ApproveList(String by) implements BreachCommand {
    @Override
    public String word() {
      return "approve-affected-list";
    }
  }

  /// Take it.
  record ExportList(String by) implements BreachCommand {
    @Override
    public String word() {
      return "export-affected-list";
    }
  }

  /// Nothing is left to do.
  record Close(String by) implements BreachCommand {
    @Override
    public String word() {
      return "close-breach";
    }
  }
}
