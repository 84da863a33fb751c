package fr.vigie.records.importing;

/// What is wrong with one field of one line. Never the value: a problem is read by more people than
/// a file.
///
/// @param line from 1
/// @param field its name; empty where the line as a whole is wrong
/// @param message what it should be
/// @param french the same, in French
public record ImportProblem(int line, String field, String message, String french) {}
