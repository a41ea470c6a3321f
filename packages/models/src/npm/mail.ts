/** Ownership in mail clients: ImapFlow's mailbox locks, and connections of Nodemailer. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

export const imapflow: Model = {
  modules: ["imapflow"],
  types: {
    ImapFlow: {
      what: "a mail connection",
      strength: "hard",
      release: ["logout", "close"],
      leak: "The connection stays open and keeps the process alive; servers allow only a few for each account.",
      useAfter: "The call fails with `Connection not available`.",
      safeAfter: ["usable", "authenticated", "mailbox", "id", ...emitterMembers],
    },
    MailboxLockObject: {
      what: "a lock on a mailbox",
      strength: "hard",
      release: ["release"],
      leak: "Whoever asks for a mailbox on this connection next waits for ever. Nothing is thrown.",
      guard: true,
    },
  },
  functions: {
    // Nothing is open before `connect` has succeeded.
    "new ImapFlow": { result: { kind: "shared" } },
    "ImapFlow.connect": { takes: { this: "acquires" }, throws: "outside" },
    "ImapFlow.getMailboxLock": { result: { kind: "fresh", type: "MailboxLockObject", awaited: true, within: "this" }, throws: "outside" },
  },
};

export const nodemailer: Model = {
  modules: ["nodemailer"],
  types: {
    Transporter: {
      what: "a mail transport",
      // Soft: without a pool it holds nothing between two messages.
      strength: "soft",
      release: ["close"],
      leak: "The connections of a pooled transport stay open until the server ends them.",
    },
  },
  functions: { createTransport: { result: { kind: "fresh", type: "Transporter" } } },
};
