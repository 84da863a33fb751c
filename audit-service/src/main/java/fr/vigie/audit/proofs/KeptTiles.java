package fr.vigie.audit.proofs;

import fr.vigie.audit.tree.Tile;
import fr.vigie.audit.tree.TileSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Full tiles above level 0, as they were read: each stands above 65,536 leaves or more, is on the
/// way of every proof of them, and never changes. Some megabytes at most.
final class KeptTiles {

  private static final int MOST = 512;

  private record Place(int level, long number) {}

  private final Map<Place, byte[]> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MOST, 0.75f, true) {
            @java.io.Serial private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
              return size() > MOST;
            }
          });

  /// Tiles from here where they are kept, else from there.
  TileSource over(TileSource rows) {
    return (level, number, width) -> {
      if (level == 0 || width < Tile.WIDTH) {
        return rows.hashes(level, number, width);
      }
      var place = new Place(level, number);
      var there = kept.get(place);
      if (there == null) {
        there = rows.hashes(level, number, width);
        kept.put(place, there);
      }
      return there;
    };
  }
}
