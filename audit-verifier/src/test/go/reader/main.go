// Reads a log as C2SP tlog-tiles files with the Go checksum database's own client code
// (golang.org/x/mod/sumdb), which shares nothing with ours: the note, every tile up to the root,
// every entry against its hash, and the proofs from the tree of each other size.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run ./reader FOLDER KEY
//
// On Debian: apt-get install golang-go golang-golang-x-mod-dev.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type files string

func (f files) Height() int { return 8 }

// x/mod writes the height into the path, C2SP does not.
func (f files) path(t tlog.Tile) string {
	return filepath.Join(string(f), strings.Replace(t.Path(), "tile/8/", "tile/", 1))
}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, t := range tiles {
		data, err := os.ReadFile(f.path(t))
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

func (f files) SaveTiles([]tlog.Tile, [][]byte) {}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	folder := files(os.Args[1])
	verifier, err := note.NewVerifier(os.Args[2])
	fail(err)
	signed, err := os.ReadFile(filepath.Join(string(folder), "checkpoint"))
	fail(err)
	open, err := note.Open(signed, note.VerifierList(verifier))
	fail(err)
	lines := strings.Split(open.Text, "\n")
	var size int64
	_, err = fmt.Sscanf(lines[1], "%d", &size)
	fail(err)
	root, err := tlog.ParseHash(lines[2])
	fail(err)
	tree := tlog.Tree{N: size, Hash: root}
	hashes := tlog.TileHashReader(tree, folder)

	for number := int64(0); number*256 < size; number++ {
		width := size - number*256
		if width > 256 {
			width = 256
		}
		path := strings.Replace(folder.path(tlog.Tile{H: 8, L: 0, N: number, W: int(width)}), "tile/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(path)
		fail(err)
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, number*256+int64(i))
		}
		kept, err := hashes.ReadHashes(indexes)
		fail(err)
		for i := range kept {
			length := int(bundle[0])<<8 | int(bundle[1])
			if tlog.RecordHash(bundle[2:2+length]) != kept[i] {
				fail(fmt.Errorf("entry %d is not the one in the tree", number*256+int64(i)))
			}
			bundle = bundle[2+length:]
		}
	}

	step := size/200 + 1
	var checked int
	var spent time.Duration
	for older := int64(1); older < size; older += step {
		olderRoot, err := tlog.TreeHash(older, hashes)
		fail(err)
		proof, err := tlog.ProveTree(size, older, hashes)
		fail(err)
		fail(tlog.CheckTree(proof, size, root, older, olderRoot))
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, older)})
		fail(err)
		record, err := tlog.ProveRecord(size, older, hashes)
		fail(err)
		started := time.Now()
		fail(tlog.CheckRecord(record, size, root, older, leaf[0]))
		spent += time.Since(started)
		checked++
	}
	fmt.Printf("%s: %d leaves and %d proofs are right; %.1f us a proof checked\n",
		lines[0], size, checked, float64(spent.Microseconds())/float64(checked))
}
