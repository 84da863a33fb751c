package fr.vigie.audit.ingest;

import fr.vigie.audit.ingest.Reading.Event;
import fr.vigie.audit.ingest.Reading.Reason;
import fr.vigie.audit.ingest.Reading.Unreadable;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.LogRewoundException;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Writes a batch to the log, whatever the database says to it.
///
/// Away: it waits, and tries the same again. Refuses a content: the batch is halved until the
/// record that is refused stands alone, and that one goes into quarantine.
final class Writer {

  private static final Logger LOGGER = Logger.getLogger(Writer.class);

  private final Log log;
  private final DeadLetters deadLetters;
  private final IngestState state;
  private final MeterRegistry metrics;

  /// A record and what it was read as.
  static final class Read {
    private final ConsumerRecord<byte[], byte[]> record;
    private final Reading reading;

    Read(ConsumerRecord<byte[], byte[]> record, Reading reading) {
      this.record = record;
      this.reading = reading;
    }
  }

  /// A record and what goes into the log for it.
  private static final class Item {
    private final ConsumerRecord<byte[], byte[]> record;
    private final Entry entry;

    Item(ConsumerRecord<byte[], byte[]> record, Entry entry) {
      this.record = record;
      this.entry = entry;
    }

    ConsumerRecord<byte[], byte[]> record() {
      return record;
    }

    Entry entry() {
      return entry;
    }
  }

  Writer(Log log, DeadLetters deadLetters, IngestState state, MeterRegistry metrics) {
    this.log = log;
    this.deadLetters = deadLetters;
    this.state = state;
    this.metrics = metrics;
  }

  /// Writes all of it, what could not be read as dead letters and leaves that say so.
  ///
  /// @return false where this service was told to stop before it was done
  boolean write(List<Read> batch, BackOff backOff) {
    var items = new ArrayList<Item>(batch.size());
    for (var read : batch) {
      items.add(
          switch (read.reading) {
            case Event(var entry) -> new Item(read.record, entry);
            case Unreadable unreadable -> quarantine(read.record, unreadable);
          });
    }
    return append(items, backOff);
  }

  /// Sends a dead letter, and makes the leaf that stands for the record.
  private Item quarantine(ConsumerRecord<byte[], byte[]> record, Unreadable unreadable) {
    LOGGER.warnf(
        "quarantined: topic=%s partition=%d offset=%d reason=%s",
        record.topic(), record.partition(), record.offset(), unreadable.reason().word());
    metrics.counter("vigie.audit.quarantined", "reason", unreadable.reason().word()).increment();
    deadLetters.send(record, unreadable);
    return new Item(record, Quarantine.entry(record, unreadable));
  }

  private boolean append(List<Item> batch, BackOff backOff) {
    deadLetters.await();
    while (true) {
      try {
        var appended = log.append(batch.stream().map(Item::entry).toList());
        metrics.counter("vigie.audit.leaves").increment(appended.added());
        metrics.counter("vigie.audit.known").increment(appended.known());
        return appendContradicting(batch, appended.contradicting(), backOff);
      } catch (LogRewoundException e) {
        state.is(IngestState.Phase.LOG_REWOUND);
        LOGGER.error(e.getMessage());
      } catch (SQLException e) {
        if (isAboutContent(e) && !isQuarantine(batch)) {
          return appendApart(batch, backOff);
        }
        state.is(IngestState.Phase.DATABASE_AWAY);
        LOGGER.warnf("the database did not take a batch: %s", e.getMessage());
      }
      if (!backOff.pause()) {
        return false;
      }
    }
  }

  /// Entries whose place another entry has: somebody published a position twice.
  private boolean appendContradicting(
      List<Item> batch, List<Entry> contradicting, BackOff backOff) {
    if (contradicting.isEmpty()) {
      return true;
    }
    var leaves = new ArrayList<Item>();
    for (var entry : contradicting) {
      var record =
          batch.stream().filter(i -> i.entry() == entry).findFirst().orElseThrow().record();
      if (entry.isQuarantine()) {
        // The partition was made anew, and this offset had an unreadable record before.
        metrics.counter("vigie.audit.quarantine.twice").increment();
      } else {
        leaves.add(quarantine(record, new Unreadable(Reason.PLACE_TAKEN, null, null)));
      }
    }
    return leaves.isEmpty() || append(leaves, backOff);
  }

  private boolean appendApart(List<Item> batch, BackOff backOff) {
    if (batch.size() == 1) {
      var record = batch.getFirst().record();
      var refused =
          new Unreadable(Reason.REFUSED_BY_DATABASE, null, batch.getFirst().entry().place());
      return append(List.of(quarantine(record, refused)), backOff);
    }
    var half = batch.size() / 2;
    return append(batch.subList(0, half), backOff)
        && append(batch.subList(half, batch.size()), backOff);
  }

  /// Data exceptions, broken constraints, limits of the server: trying again does not help.
  private static boolean isAboutContent(SQLException e) {
    var state = e.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }

  private static boolean isQuarantine(List<Item> batch) {
    return batch.size() == 1 && batch.getFirst().entry().isQuarantine();
  }
}
