package fr.vigie.records.fields;

/// What is wrong with one field. Never the value: a problem is read by more people than a file.
///
/// @param field its name, dotted where it lies in another; empty where the whole is wrong
/// @param message what it should be
/// @param french the same, in French
public record FieldProblem(String field, String message, String french) {}
