package fr.vigie.records.file;

import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.relations.Asker;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What may be asked of a file. The content comes sealed already: a decision never sees it.
sealed interface FileCommand {

  /// Who asks.
  Asker asker();

  /// Null where the reference names nobody.
  @Nullable UUID person();

  /// What is to be done, in the word that the event bears.
  String change();

  /// The class that is written.
  FieldClass fieldClass();

  /// Says something else in one class from now on.
  ///
  /// @param part what it is about: `contact`, ...
  record Replace(Asker asker, @Nullable UUID person, Part part) implements FileCommand {
    @Override
    public String change() {
      return part.change();
    }

    @Override
    public FieldClass fieldClass() {
      return part.fieldClass();
    }
  }

  /// Agrees on a meeting.
  ///
  /// @param entry the same for the same request sent again
  record MakeAppointment(Asker asker, @Nullable UUID person, UUID entry) implements FileCommand {
    @Override
    public String change() {
      return "appointment-made";
    }

    @Override
    public FieldClass fieldClass() {
      return FieldClass.APPOINTMENTS;
    }
  }

  /// Says how a meeting went.
  record CloseAppointment(Asker asker, @Nullable UUID person, UUID entry) implements FileCommand {
    @Override
    public String change() {
      return "appointment-closed";
    }

    @Override
    public FieldClass fieldClass() {
      return FieldClass.APPOINTMENTS;
    }
  }

  /// Writes a note, or what was done.
  record WriteNote(Asker asker, @Nullable UUID person, UUID entry) implements FileCommand {
    @Override
    public String change() {
      return "note-written";
    }

    @Override
    public FieldClass fieldClass() {
      return FieldClass.HISTORY;
    }
  }

  /// Ends the registration.
  ///
  /// @param on the last day
  record EndRegistration(Asker asker, @Nullable UUID person, LocalDate on) implements FileCommand {
    @Override
    public String change() {
      return "registration-ended";
    }

    @Override
    public FieldClass fieldClass() {
      return FieldClass.SITUATION;
    }
  }
}
