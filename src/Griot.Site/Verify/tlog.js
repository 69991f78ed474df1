"use strict";
// The log's forms (C2SP signed-note, tlog-checkpoint, tlog-proof) and inclusion (RFC 6962). Whatever is not exactly of its form
// reads as null. Reading checks nothing: what is read may be forged.
const tlog = (() => {
  const encoder = new TextEncoder(), decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) all.set(part, (at += part.length) - part.length);
    return all;
  };
  const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

  // Base 64 has one spelling for each run of bytes.
  const base64 = text => {
    try {
      const letters = atob(text);
      return btoa(letters) === text ? Uint8Array.from(letters, letter => letter.charCodeAt()) : null;
    } catch { return null; }
  };
  const hashOf = text => (bytes => bytes?.length === 32 ? bytes : null)(base64(text));
  // Beyond 2^53 a browser can't count; no log is that long.
  const number = text => /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(+text) ? +text : null;
  const textOf = bytes => {
    try {
      const text = decoder.decode(bytes);
      return /[\0-\x09\x0b-\x1f]/.test(text) ? null : text;
    } catch { return null; }
  };
  const isName = name => name !== "" && !/[\s+]/.test(name);

  // A vkey, name+ID+KEY, of a log: Ed25519, type 1.
  const key = vkey => {
    const [, name, id, encoded] = vkey.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/) ?? [], bytes = encoded && base64(encoded);
    if (!bytes || bytes.length !== 33 || bytes[0] !== 1 || !isName(name)) return null;
    const own = sha256(joined(encoder.encode(name + "\n"), bytes)).subarray(0, 4);
    return [...own].map(byte => byte.toString(16).padStart(2, "0")).join("") === id ? { name, id: own, bytes: bytes.subarray(1), vkey } : null;
  };

  const signature = line => {
    const [, name, encoded] = line.match(/^— (\S+) (\S+)$/) ?? [], bytes = encoded && base64(encoded);
    return bytes && bytes.length > 4 && isName(name) ? { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) } : null;
  };

  // A signed note that is a checkpoint: its text, which is what was signed, and who claims to have signed it.
  const checkpoint = note => {
    const end = note.lastIndexOf("\n\n"), text = note.slice(0, end + 1);
    if (end < 0 || !note.endsWith("\n") || text.includes("\n\n")) return null;
    const signatures = note.slice(end + 2, -1).split("\n", 101).map(signature);
    const [origin, digits, encoded] = text.split("\n"), size = number(digits ?? ""), root = hashOf(encoded ?? "");
    return origin && size !== null && root && signatures.length <= 100 && !signatures.includes(null) ? { text, signatures, origin, size, root } : null;
  };

  // What an entry says, by the names of its lines: each of them once, in this order.
  const names = "kind time provider channel item version prev status evidence delivery record summary envelope signature";
  const entry = bytes => {
    const [first, ...lines] = textOf(bytes)?.split("\n") ?? [], says = lines.map(line => line.split(" "));
    if (first !== "griot-entry/v1" || lines.pop() !== "" || says.pop().length !== 1) return null;
    return says.every(words => words.length === 2) && says.map(words => words[0]).join(" ") === names ? Object.fromEntries(says) : null;
  };

  const extra = text => {
    try {
      const json = JSON.parse(textOf(base64(text)) ?? ""), bytes = base64(json.entry);
      const salts = Object.fromEntries(Object.entries(json.salts ?? {}).map(([part, salt]) => [part, salt && hashOf(salt)]));
      return { bytes, entry: entry(bytes), salts };
    } catch { return null; }
  };

  // A .tlog-proof with an entry of this kind of log and its salts in it.
  const proof = file => {
    const text = textOf(file) ?? "", end = text.indexOf("\n\n");
    const [first, added, at, ...siblings] = text.slice(0, end).split("\n");
    if (end < 0 || first !== "c2sp.org/tlog-proof@v1" || !added?.startsWith("extra ") || !at?.startsWith("index ")) return null;
    const index = number(at.slice(6)), path = siblings.map(hashOf), signed = checkpoint(text.slice(end + 2)), more = extra(added.slice(6));
    return index !== null && path.length < 64 && !path.includes(null) && signed && more?.entry ? { index, path, checkpoint: signed, ...more } : null;
  };

  // RFC 6962, section 2.1: a leaf and a node are told apart by their first byte.
  const leaf = bytes => sha256(joined([0], bytes));
  const node = (left, right) => sha256(joined([1], left, right));

  // Whether the path leads from the leaf to the root: `place` of our subtree and of the `last` one at each height. The last one,
  // where it stands left, has no sibling.
  const isIncluded = (index, size, hash, path, root) => {
    if (!(index >= 0 && index < size) || hash.length !== 32) return false;
    let place = index, last = size - 1;
    const up = () => [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    for (const sibling of path) {
      if (last === 0 || sibling.length !== 32) return false;
      while (place === last && place % 2 === 0) up();
      hash = place % 2 ? node(sibling, hash) : node(hash, sibling);
      up();
    }
    return last === 0 && same(hash, root);
  };

  // The salted commitment of an entry to bytes.
  const commitment = (part, salt, bytes) => sha256(joined(encoder.encode(`griot-commit/v1\n${part}\n`), salt, bytes));

  const isOf = (signature, key) => signature.name === key.name && same(signature.id, key.id);

  // Whether a key signed a checkpoint: null where this browser can't tell. Each signature that claims to be of the key must hold.
  const isSigned = async ({ text, signatures }, key) => {
    try {
      const known = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
      const held = await Promise.all(signatures.filter(one => isOf(one, key)).map(one => crypto.subtle.verify("Ed25519", known, one.bytes, encoder.encode(text))));
      return held.length > 0 && held.every(Boolean);
    } catch { return null; }
  };

  return { base64, checkpoint, commitment, isIncluded, isOf, isSigned, key, leaf, proof, same, textOf };
})();
