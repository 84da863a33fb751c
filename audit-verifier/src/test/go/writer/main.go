// Writes a log as C2SP tlog-tiles files with golang.org/x/mod/sumdb: one that is not ours, for our
// verifier to read. What it wrote once lies in src/test/resources/sumdb.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run ./writer FOLDER SIZE
package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		all[i] = s[index]
	}
	return all, nil
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	folder := os.Args[1]
	size, err := strconv.ParseInt(os.Args[2], 10, 64)
	fail(err)
	var hashes stored
	bundles := map[int64][]byte{}
	for n := int64(0); n < size; n++ {
		entry := []byte(fmt.Sprintf("entry %d of a log that is not ours", n))
		more, err := tlog.StoredHashes(n, entry, hashes)
		fail(err)
		hashes = append(hashes, more...)
		bundles[n/256] = append(append(bundles[n/256], byte(len(entry)>>8), byte(len(entry))), entry...)
	}
	write := func(path string, data []byte) {
		file := filepath.Join(folder, path)
		fail(os.MkdirAll(filepath.Dir(file), 0o755))
		fail(os.WriteFile(file, data, 0o644))
	}
	for _, t := range tlog.NewTiles(8, 0, size) {
		// Partial tiles of every width come along; a log that was published once has the last ones.
		if whole := size >> (8 * uint(t.L)); t.W < 256 && t.N*256+int64(t.W) != whole {
			continue
		}
		data, err := tlog.ReadTileData(t, hashes)
		fail(err)
		path := strings.Replace(t.Path(), "tile/8/", "tile/", 1)
		write(path, data)
		if t.L == 0 {
			write(strings.Replace(path, "tile/0/", "tile/entries/", 1), bundles[t.N])
		}
	}
	root, err := tlog.TreeHash(size, hashes)
	fail(err)
	secret, public, err := note.GenerateKey(rand.Reader, "sumdb.test/log")
	fail(err)
	signer, err := note.NewSigner(secret)
	fail(err)
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("sumdb.test/log\n%d\n%s\n", size, root)}, signer)
	fail(err)
	write("checkpoint", signed)
	write("key", []byte(public+"\n"))
	fmt.Println(public)
}
