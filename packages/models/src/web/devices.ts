/** Devices of the web, recorders and transports: they end with the page, or when they are unplugged. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model, TypeModel } from "../schema.ts";

const device = (what: string): TypeModel => ({
  what,
  strength: "soft",
  release: ["close"],
  leak: "The device stays taken, for other pages and programs too, until the page goes.",
  safeAfter: [...emitterMembers],
});

export const devices: Model = {
  modules: ["global"],
  types: {
    SerialPort: device("an open serial port"),
    USBDevice: device("an open device"),
    HIDDevice: device("an open device"),
    MIDIPort: device("an open port"),
    MediaRecorder: {
      what: "a recorder",
      strength: "soft",
      release: ["stop"],
      leak: "It goes on recording into memory for as long as its tracks live.",
    },
    WebTransport: { what: "a connection", strength: "soft", release: ["close"], leak: "It stays open until the other side ends it." },
    Cache: { what: "a cache", strength: "none", release: [] },
    EyeDropper: { what: "an eye dropper", strength: "none", release: [] },
  },
  functions: { "new WebTransport": { result: { kind: "fresh", type: "WebTransport" } } },
};
