/** Ownership in clients of FTP and SSH: connections that keep the process alive. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model } from "../schema.ts";

const leak = "The connection stays open and keeps the process alive until the server ends it.";
/** Nothing is open before it has succeeded. */
const connects: FunctionModel = { takes: { this: "acquires" }, throws: "outside" };

export const basicFtp: Model = {
  modules: ["basic-ftp"],
  types: {
    Client: {
      what: "an FTP connection",
      strength: "hard",
      release: ["close"],
      leak,
      // Absent on purpose: a closed client connects again by `access` or `connect`.
    },
  },
  functions: { "new Client": { result: { kind: "shared" } }, "Client.access": connects, "Client.connect": connects },
};

export const sftpClient: Model = {
  modules: ["ssh2-sftp-client"],
  types: { sftp: { what: "an SFTP connection", strength: "hard", release: ["end"], leak } },
  functions: { "new sftp": { result: { kind: "shared" } }, "sftp.connect": connects },
};

export const ssh2: Model = {
  modules: ["ssh2"],
  types: {
    Client: {
      what: "an SSH connection",
      strength: "soft",
      release: ["end", "destroy"],
      leak,
      safeAfter: [...emitterMembers],
    },
  },
  functions: {
    "new Client": { result: { kind: "fresh", type: "Client" } },
    "Client.connect": { result: { kind: "same", as: "this" } },
  },
};
