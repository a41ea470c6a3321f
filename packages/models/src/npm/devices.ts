/** Terminals and serial ports of Node: open until they are closed, or their other side goes away. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

export const nodePty: Model = {
  modules: ["node-pty"],
  types: {
    IPty: {
      what: "a terminal process",
      strength: "soft",
      release: ["kill"],
      leak: "A process that does not end by itself outlives its use, and keeps its terminal.",
    },
  },
  functions: { spawn: { result: { kind: "fresh", type: "IPty" }, throws: "outside" } },
};

export const serialPort: Model = {
  modules: ["serialport", "@serialport/stream"],
  types: {
    SerialPort: {
      what: "a serial port",
      strength: "soft",
      release: ["close", "destroy"],
      leak: "The port stays locked, for other programs too, and keeps the process alive.",
      safeAfter: ["isOpen", "path", ...emitterMembers],
    },
  },
  functions: { "new SerialPort": { result: { kind: "fresh", type: "SerialPort" }, takes: { "*": "stores" } } },
};
