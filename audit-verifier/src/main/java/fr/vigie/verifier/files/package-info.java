/// A log read as the files of C2SP tlog-tiles, from a server or a folder.
///
/// The rule: constant memory, and nothing believed that a signature or a hash does not say.
@NullMarked
package fr.vigie.verifier.files;

import org.jspecify.annotations.NullMarked;
