package fr.vigie.verifier.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads an entry where it lies, without making anything of it: nearly every entry is plain, and
/// telling where its members are is all that a leaf is asked for.
///
/// Plain is an object of JSON in ASCII, without escapes and without space between its parts, whose
/// members are texts, but for the `data`. Whatever is not may still be an entry: [EntryReader]
/// says. What is plain here is an entry there, with the same members.
///
/// Not for several threads at once.
final class PlainEntry {

  private static final byte[] TYPE = bytes("type");
  private static final byte[] DATA = bytes("data");

  /// Eight bytes at once, the first of them in the lowest bits.
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = ONES << 7;
  private static final int NOWHERE = -1;
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 32;

  final Member source = new Member("source");
  final Member position = new Member("position");
  final Member id = new Member("id");
  final Member topic = new Member("kafkatopic");
  private byte[] bytes = {};
  private int at;
  private int end;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Looks at an entry.
  ///
  /// @return whether it is plain
  boolean read(byte[] array, int from, int to) {
    bytes = array;
    at = from;
    end = to;
    source.to = position.to = id.to = topic.to = NOWHERE;
    return members() && at == end;
  }

  private boolean members() {
    var typed = false;
    var filled = false;
    if (!skip('{')) {
      return false;
    }
    do {
      var name = at + 1;
      if (!text() || !skip(':')) {
        return false;
      }
      var length = at - 2 - name;
      if (is(DATA, name, length)) {
        if (filled || !isNext('{') || !value(0)) {
          return false;
        }
        filled = true;
        continue;
      }
      var value = at + 1;
      if (!text() || !hold(name, length, value)) {
        return false;
      }
      if (is(TYPE, name, length)) {
        if (typed) {
          return false;
        }
        typed = true;
      }
    } while (skip(','));
    return skip('}');
  }

  /// Notes a member that is asked for; it may be there once.
  private boolean hold(int name, int length, int value) {
    var member = switch (length) { // no two are of one length
          case 2 -> id;
          case 6 -> source;
          case 8 -> position;
          case 10 -> topic;
          default -> null;
        };
    if (member == null || !is(member.name, name, length)) {
      return true;
    }
    var first = member.to == NOWHERE;
    member.from = value;
    member.to = at - 1;
    return first;
  }

  private boolean is(byte[] name, int from, int length) {
    return length == name.length
        && bytes[from] == name[0]
        && Arrays.equals(bytes, from, from + length, name, 0, length);
  }

  private boolean isNext(char one) {
    return at < end && bytes[at] == one;
  }

  private boolean skip(char one) {
    if (!isNext(one)) {
      return false;
    }
    at++;
    return true;
  }

  private boolean text() {
    if (!skip('"')) {
      return false;
    }
    while (at <= end - Long.BYTES) {
      var odd = odd((long) WORDS.get(bytes, at));
      if (odd != 0) {
        at += Long.numberOfTrailingZeros(odd) / Byte.SIZE;
        return skip('"');
      }
      at += Long.BYTES;
    }
    while (at < end && (odd(bytes[at]) & 0xff) == 0) {
      at++;
    }
    return skip('"');
  }

  /// The top bit of each byte that does not stand for itself in a text: a quote, an escape, a
  /// control, what is not ASCII. Above the lowest of them others may be marked that are not.
  private static long odd(long word) {
    var quote = word ^ ('"' * ONES);
    var escape = word ^ ('\\' * ONES);
    return (((quote - ONES) & ~quote) | ((escape - ONES) & ~escape) | (word - (' ' * ONES)) | word)
        & TOPS;
  }

  private boolean value(int depth) {
    if (at >= end || depth > DEEPEST) {
      return false;
    }
    return switch (bytes[at]) {
      case '"' -> text();
      case '{' -> all('{', '}', depth);
      case '[' -> all('[', ']', depth);
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean all(char first, char last, int depth) {
    at++;
    if (skip(last)) {
      return true;
    }
    do {
      if (first == '{' && !(text() && skip(':'))) {
        return false;
      }
      if (!value(depth + 1)) {
        return false;
      }
    } while (skip(','));
    return skip(last);
  }

  private boolean word(String word) {
    for (var i = 0; i < word.length(); i++) {
      if (!skip(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// A whole number, without zeros before it. Others are rare.
  private boolean number() {
    var _ = skip('-');
    if (skip('0')) {
      return true;
    }
    var first = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > first && at - first < LONGEST_NUMBER;
  }

  /// A member that is held against a column, where it lies in the entry that was read last.
  final class Member {
    private final byte[] name;
    private int from;
    private int to = NOWHERE;

    private Member(String name) {
      this.name = bytes(name);
    }

    /// Whether it has this value; whether it is not there, where it is to have none.
    ///
    /// @param begin where the value begins in the bytes that were read
    /// @param length -1 for none
    boolean is(int begin, int length) {
      return (length == NOWHERE || to == NOWHERE)
          ? length == to
          : Arrays.equals(bytes, from, to, bytes, begin, begin + length);
    }

    /// Whether it is this number, as one writes it.
    boolean is(long number) {
      if (to <= from || number <= 0 || bytes[from] == '0') {
        return false;
      }
      var digit = to;
      var rest = number;
      while (digit > from && rest > 0) {
        digit--;
        if (bytes[digit] != '0' + (rest % 10)) {
          return false;
        }
        rest /= 10;
      }
      return digit == from && rest == 0;
    }

    /// Whether it begins so.
    boolean begins(byte[] with) {
      return to - from >= with.length
          && Arrays.equals(bytes, from, from + with.length, with, 0, with.length);
    }

    /// It as a text of its own: the one given, where it is that.
    String text(String known) {
      var length = to - from;
      var same = 0;
      if (known.length() == length) {
        while (same < length && known.charAt(same) == bytes[from + same]) {
          same++;
        }
      }
      return same == length ? known : new String(bytes, from, length, StandardCharsets.US_ASCII);
    }
  }
}
