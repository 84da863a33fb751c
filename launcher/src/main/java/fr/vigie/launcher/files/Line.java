package fr.vigie.launcher.files;

/// One person of a file.
///
/// @param number of the line it begins on, from 1
/// @param text as it stands in the file
/// @param json as the import door takes it
record Line(long number, String text, String json) {

  @Override
  public String toString() {
    return "Line[" + number + "]";
  }
}
