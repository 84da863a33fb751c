package fr.vigie.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A line to a server here that can part, as a network does: both ends stay open and hear nothing.
/// What was sent meanwhile arrives when it is whole again.
public final class PartedLine implements AutoCloseable {

  private static final int ROOM = 8_192;

  private final ServerSocket ear;
  private final int server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private boolean parted;

  private PartedLine(ServerSocket ear, int server) {
    this.ear = ear;
    this.server = server;
  }

  /// A whole line to a port on this machine.
  public static PartedLine to(int server) throws IOException {
    var line = new PartedLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    Thread.startVirtualThread(line::listen);
    return line;
  }

  /// The port to call instead of the server's.
  public int port() {
    return ear.getLocalPort();
  }

  /// From now on nothing passes.
  public void part() {
    set(true);
  }

  /// Everything passes again.
  public void mend() {
    set(false);
  }

  private void set(boolean isParted) {
    lock.lock();
    try {
      parted = isParted;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void listen() {
    try {
      while (true) {
        var caller = ear.accept();
        var called = new Socket(InetAddress.getLoopbackAddress(), server);
        ends.add(caller);
        ends.add(called);
        Thread.startVirtualThread(() -> carry(caller, called));
        Thread.startVirtualThread(() -> carry(called, caller));
      }
    } catch (IOException _) {
      // Closed: nobody is listened to any more.
    }
  }

  private void carry(Socket from, Socket to) {
    var bytes = new byte[ROOM];
    try (from;
        to) {
      for (var read = 0; read >= 0; read = from.getInputStream().read(bytes)) {
        awaitWhole();
        to.getOutputStream().write(bytes, 0, read);
      }
      awaitWhole();
    } catch (IOException _) {
      // One end is gone, and with it the other.
    }
  }

  private void awaitWhole() {
    lock.lock();
    try {
      while (parted) {
        change.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Lets everything go.
  @Override
  public void close() throws IOException {
    ear.close();
    for (var end : ends) {
      end.close();
    }
    mend();
  }
}
