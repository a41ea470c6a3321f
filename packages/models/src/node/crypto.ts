/** `node:crypto`: hashes and ciphers are memory, which the collector has; a finished hash takes nothing more. */

import type { Model, TypeModel } from "../schema.ts";

const cipher: TypeModel = { what: "a cipher", strength: "none", release: [] };

export const crypto: Model = {
  modules: ["node:crypto", "crypto"],
  types: {
    Hash: { what: "a hash", strength: "none", release: [], useAfter: "The call throws `ERR_CRYPTO_HASH_FINALIZED`." },
    Hmac: { what: "a keyed hash", strength: "none", release: [] },
    Cipheriv: cipher,
    Decipheriv: cipher,
    Cipher: cipher,
    Decipher: cipher,
  },
  functions: {
    createHash: { result: { kind: "fresh", type: "Hash" } },
    createHmac: { result: { kind: "fresh", type: "Hmac" } },
    "Hash.digest": { takes: { this: "moves" } },
    "Hash.copy": { result: { kind: "fresh", type: "Hash" } },
  },
};
