"use strict";
// SHA-256 (FIPS 180-4) of bytes. A file of its own, so that the check runs too where the browser keeps its own SHA-256 from
// the page, as it does without https.
const sha256 = (() => {
  const words = text => Uint32Array.from(text.split(/\s+/), word => parseInt(word, 16));
  const K = words(`428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5
    d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174
    e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
    983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967
    27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85
    a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
    19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3
    748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2`);
  const turned = (x, n) => x >>> n | x << 32 - n;

  // The message, a bit 1, bits 0, and its length in bits as 64 bits: blocks of 64 bytes.
  const padded = bytes => {
    const blocks = new DataView(new ArrayBuffer((bytes.length + 72 >> 6) << 6)), end = blocks.byteLength;
    new Uint8Array(blocks.buffer).set(bytes);
    blocks.setUint8(bytes.length, 128);
    blocks.setUint32(end - 8, bytes.length / 2 ** 29);
    blocks.setUint32(end - 4, bytes.length << 3);
    return blocks;
  };

  return bytes => {
    const blocks = padded(bytes), w = new Uint32Array(64);
    const state = words("6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19");
    for (let at = 0; at < blocks.byteLength; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = blocks.getUint32(at + 4 * i);
      for (let i = 16; i < 64; i++) {
        const [x, y] = [w[i - 15], w[i - 2]];
        w[i] = w[i - 16] + w[i - 7] + (turned(x, 7) ^ turned(x, 18) ^ x >>> 3) + (turned(y, 17) ^ turned(y, 19) ^ y >>> 10);
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const t = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (e & f ^ ~e & g) + K[i] + w[i];
        const u = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + (a & b ^ a & c ^ b & c);
        [h, g, f, e, d, c, b, a] = [g, f, e, d + t | 0, c, b, a, t + u | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => state[i] += value);
    }
    const hash = new DataView(new ArrayBuffer(32));
    state.forEach((value, i) => hash.setUint32(4 * i, value));
    return new Uint8Array(hash.buffer);
  };
})();
