// Reads a published log with Go's own golang.org/x/mod/sumdb, which has none of our code, and refuses it with a byte changed.
//
//	log LOG-KEY FOLDER [WITNESS-KEY]
//
// Checked are the signatures of `checkpoint`, every entry against its leaf, tiles up to the root, inclusion and consistency
// proofs made from the tiles, and, where they lie in the folder, every `….tlog-proof`, and `add-checkpoint` beside the
// `checkpoint.old` that it goes on from. Then a bit is flipped in every file that was read, here and there, and each time
// something must be refused.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A published folder, and what was read of it.
type folder struct {
	files map[string][]byte
	read  map[string]bool
}

func (f *folder) file(path string) ([]byte, error) {
	data, ok := f.files[path]
	if !ok {
		return nil, fmt.Errorf("%s is not there", path)
	}
	f.read[path] = true
	return data, nil
}

// The reader of tiles that tlog.TileHashReader checks. Go's own paths name the height, which C2SP fixes at 8.
func (f *folder) Height() int                             { return 8 }
func (f *folder) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}
func (f *folder) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		bytes, err := f.file("tile/" + strings.TrimPrefix(tile.Path(), "tile/8/"))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

// cosignature/v1 of C2SP tlog-cosignature: eight bytes of time, then an Ed25519 signature over it and the checkpoint.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("no witness key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("no cosignature key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("another key's hash")
	}
	return &witness{parts[0], hash, key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }
func (w *witness) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, []byte(message), sig[8:])
}

func checkpoint(data []byte, log note.Verifier, signers ...note.Verifier) (tree tlog.Tree, err error) {
	opened, err := note.Open(data, note.VerifierList(append(signers, log)...))
	if err != nil {
		return tree, err
	}
	if len(opened.Sigs) != 1+len(signers) {
		return tree, errors.New("not all have signed")
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != log.Name() || lines[3] != "" {
		return tree, errors.New("no checkpoint")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

// Checks all of it; `every` says which leaves and sizes are proved one by one.
func check(f *folder, log note.Verifier, witnesses []note.Verifier, every int64) error {
	data, err := f.file("checkpoint")
	if err != nil {
		return err
	}
	tree, err := checkpoint(data, log, witnesses...)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, f)
	var entries [][]byte
	var indexes []int64
	for first := int64(0); first < tree.N; first += 256 {
		tile := tlog.Tile{H: 8, L: -1, N: first / 256, W: 256}
		if tree.N-first < 256 {
			tile.W = int(tree.N - first)
		}
		bundle, err := f.file("tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/data/"))
		if err != nil {
			return err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return errors.New("a bundle is cut short")
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			entries, bundle = append(entries, bundle[2:end]), bundle[end:]
			indexes = append(indexes, tlog.StoredHashIndex(0, first+int64(i)))
		}
		if len(bundle) > 0 {
			return errors.New("a bundle goes on")
		}
	}
	leaves, err := reader.ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		if tlog.RecordHash(entry) != leaves[i] {
			return fmt.Errorf("entry %d is not its leaf", i)
		}
	}
	for n := int64(0); n < tree.N; n += every {
		proof, err := tlog.ProveRecord(tree.N, n, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, leaves[n]); err != nil {
			return err
		}
		old, err := tlog.TreeHash(n+1, reader)
		if err != nil {
			return err
		}
		growth, err := tlog.ProveTree(tree.N, n+1, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(growth, tree.N, tree.Hash, n+1, old); err != nil {
			return err
		}
	}
	for path := range f.files {
		switch {
		case strings.HasSuffix(path, ".tlog-proof"):
			err = checkProof(f, path, entries, log, witnesses)
		case path == "add-checkpoint":
			err = checkRequest(f, log)
		}
		if err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
	}
	return nil
}

// A line with a number, hashes up to the empty line, then a checkpoint.
func parts(data []byte, mark string) (number int64, hashes []tlog.Hash, rest []byte, err error) {
	head, rest, found := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || !strings.HasPrefix(lines[0], mark) {
		return 0, nil, nil, errors.New("another format")
	}
	if number, err = strconv.ParseInt(lines[0][len(mark):], 10, 64); err != nil {
		return 0, nil, nil, err
	}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, nil, err
		}
		hashes = append(hashes, hash)
	}
	return number, hashes, rest, nil
}

func checkProof(f *folder, path string, entries [][]byte, log note.Verifier, witnesses []note.Verifier) error {
	data, err := f.file(path)
	if err != nil {
		return err
	}
	format := []byte("c2sp.org/tlog-proof@v1\n")
	if !bytes.HasPrefix(data, format) {
		return errors.New("another format")
	}
	index, hashes, rest, err := parts(data[len(format):], "index ")
	if err != nil {
		return err
	}
	tree, err := checkpoint(rest, log, witnesses...)
	if err != nil {
		return err
	}
	if index < 0 || index >= int64(len(entries)) {
		return errors.New("no such entry")
	}
	return tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(entries[index]))
}

func checkRequest(f *folder, log note.Verifier) error {
	data, err := f.file("add-checkpoint")
	if err != nil {
		return err
	}
	size, hashes, rest, err := parts(data, "old ")
	if err != nil {
		return err
	}
	tree, err := checkpoint(rest, log)
	if err != nil {
		return err
	}
	data, err = f.file("checkpoint.old")
	if err != nil {
		return err
	}
	old, err := checkpoint(data, log)
	if err != nil {
		return err
	}
	if old.N != size {
		return errors.New("another old size")
	}
	return tlog.CheckTree(hashes, tree.N, tree.Hash, old.N, old.Hash)
}

func main() {
	if len(os.Args) < 3 {
		fail(errors.New("usage: log LOG-KEY FOLDER [WITNESS-KEY]"))
	}
	log, err := note.NewVerifier(os.Args[1])
	if err != nil {
		fail(err)
	}
	var witnesses []note.Verifier
	for _, key := range os.Args[3:] {
		witness, err := newWitness(key)
		if err != nil {
			fail(err)
		}
		witnesses = append(witnesses, witness)
	}
	f := &folder{map[string][]byte{}, map[string]bool{}}
	root := os.Args[2]
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, _ := filepath.Rel(root, path)
		f.files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		fail(err)
	}
	if err := check(f, log, witnesses, 1); err != nil {
		fail(err)
	}
	var read []string
	for path := range f.read {
		read = append(read, path)
	}
	sort.Strings(read)
	flips := 0
	for _, path := range read {
		good := f.files[path]
		for place := 0; place < len(good); place += 1 + len(good)/50 {
			bad := append([]byte{}, good...)
			bad[place] ^= 1 << (place % 8)
			f.files[path] = bad
			if check(f, log, witnesses, 97) == nil {
				fail(fmt.Errorf("%s: byte %d flipped and still taken", path, place))
			}
			flips++
		}
		f.files[path] = good
	}
	tree, _ := checkpoint(f.files["checkpoint"], log, witnesses...)
	fmt.Printf("log.go: %d entries in %d files hold, %d flipped bytes refused\n", tree.N, len(read), flips)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "log.go:", err)
	os.Exit(1)
}
