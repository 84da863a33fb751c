package fr.vigie.records.file;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What may be asked of a file. The content comes sealed already: a decision never sees it.
sealed interface FileCommand {

  String advisor();

  /// Null where the reference names nobody.
  @Nullable UUID person();

  /// What is to be done, in the word that the event bears.
  String change();

  /// Says something else in one class from now on.
  ///
  /// @param part what it is about: `contact`, ...
  record Replace(String advisor, @Nullable UUID person, Part part) implements FileCommand {
    @Override
    public String change() {
      return part.change();
    }
  }

  /// Agrees on a meeting.
  ///
  /// @param entry the same for the same request sent again
  record MakeAppointment(String advisor, @Nullable UUID person, UUID entry) implements FileCommand {
    @Override
    public String change() {
      return "appointment-made";
    }
  }

  /// Says how a meeting went.
  record CloseAppointment(String advisor, @Nullable UUID person, UUID entry)
      implements FileCommand {
    @Override
    public String change() {
      return "appointment-closed";
    }
  }

  /// Writes a note, or what was done.
  record WriteNote(String advisor, @Nullable UUID person, UUID entry) implements FileCommand {
    @Override
    public String change() {
      return "note-written";
    }
  }

  /// Ends the registration.
  ///
  /// @param on the last day
  record EndRegistration(String advisor, @Nullable UUID person, LocalDate on)
      implements FileCommand {
    @Override
    public String change() {
      return "registration-ended";
    }
  }
}
