package fr.vigie.audit.forms;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// Events in columns, as Apache Parquet keeps them. Rows are held in groups of a few megabytes, so
/// memory stays bounded however many there are. Not compressed: the codecs are native libraries,
/// and the columns' dictionaries leave little of what repeats.
final class EventColumns implements EventWriter {

  private static final long GROUP_BYTES = 8L << 20;

  private static final MessageType ROW = row();

  private final ParquetWriter<Group> writer;

  EventColumns(OutputStream out) throws IOException {
    this.writer =
        ExampleParquetWriter.builder(new Once(out))
            .withConf(new PlainParquetConfiguration())
            .withType(ROW)
            .withRowGroupSize(GROUP_BYTES)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build();
  }

  private static MessageType row() {
    var text = LogicalTypeAnnotation.stringType();
    var row =
        Types.buildMessage()
            .required(INT64)
            .named("index")
            .optional(INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named("time");
    for (var name : TextColumns.ALL.keySet()) {
      row = row.optional(BINARY).as(text).named(name);
    }
    return row.requiredList()
        .requiredElement(BINARY)
        .as(text)
        .named("persons")
        .requiredList()
        .requiredElement(BINARY)
        .as(text)
        .named("fieldClasses")
        .named("event");
  }

  @Override
  public void write(LoggedEvent event) throws IOException {
    var row = new SimpleGroup(ROW);
    row.append("index", event.index());
    var micros = micros(event.time());
    if (micros != null) {
      row.append("time", micros.longValue());
    }
    TextColumns.ALL.forEach((name, column) -> {
      var text = column.apply(event);
      if (text != null) {
        row.append(name, text);
      }
    });
    list(row, "persons", event.persons());
    list(row, "fieldClasses", event.fieldClasses());
    writer.write(row);
  }

  private static void list(SimpleGroup row, String name, List<String> texts) {
    var list = row.addGroup(name);
    texts.forEach(text -> list.addGroup("list").append("element", text));
  }

  /// In microseconds since 1970; null where the event says no time.
  private static @Nullable Long micros(@Nullable String time) {
    try {
      return time == null
          ? null
          : ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// Writes the rows that are held, and where everything stands; the stream below stays open.
  @Override
  public void close() throws IOException {
    writer.close();
  }

  /// A stream as the library wants it: written from its beginning, once.
  private record Once(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counted(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long written;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return written;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      written++;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
      out.write(octets, from, length);
      written += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
