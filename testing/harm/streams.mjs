/** Readers and locks that stay on a caller's stream when something fails on the way. */

import { settles } from "./settles.mjs";

/** @type {readonly import("./harm.mjs").Program[]} */
export const programs = [
  {
    package: "@yume-chan/scrcpy",
    place: "src/2_0/impl/parse-audio-stream-metadata.ts:16",
    module: "esm/2_0/impl/parse-audio-stream-metadata.js",
    run: cancelAfterDisabledAudio,
  },
  { package: "@yume-chan/adb", place: "src/commands/sync/pull.ts:20", module: "esm/commands/sync/index.js", run: pullAgainAfterBrokenPull },
  {
    package: "puppeteer-core",
    place: "src/common/util.ts:202",
    module: "lib/esm/puppeteer/common/util.js",
    setup: "lib/esm/puppeteer/puppeteer-core.js",
    run: cancelAfterUnwritablePath,
  },
];

/** The phone says that it has no audio; whoever gave the stream wants to let go of it. */
async function cancelAfterDisabledAudio(/** @type {any} */ scrcpy) {
  const stream = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(4)) });
  const { type } = await scrcpy.parseAudioStreamMetadata(stream, { sendCodecMeta: true, audioCodec: "opus" });
  const failure = await stream.cancel().catch((/** @type {Error} */ error) => error);
  return failure === undefined ? undefined : `audio is "${type}", and the caller's stream cannot be cancelled: ${failure.message}`;
}

/** The consumer stops in the middle of a file, and the connection breaks while the rest of it is read. */
async function pullAgainAfterBrokenPull(/** @type {any} */ { AdbSyncSocket, adbSyncPullGenerator }) {
  const packet = new TextEncoder().encode("DATA\u0001\0\0\0x");
  /** @type {ReadableStreamDefaultController | undefined} */
  let connection;
  const readable = new ReadableStream({
    start: (controller) => {
      connection = controller;
      controller.enqueue(packet);
    },
  });
  const writable = new WritableStream({ write: (chunk) => chunk.consume() });
  const socket = new AdbSyncSocket({ readable, writable, close: () => undefined }, 65_536);
  const file = adbSyncPullGenerator(socket, "/sdcard/film.mp4");
  await file.next();
  connection?.error(new Error("the cable was pulled"));
  const failure = await file.return().catch((/** @type {Error} */ error) => error);
  if (!(failure instanceof Error)) return undefined;
  return (await settles(socket.lock())) ? undefined : `the pull ends with "${failure.message}"; the next lock() waits for ever`;
}

/** A trace is to be written where there is no folder. */
async function cancelAfterUnwritablePath(/** @type {any} */ { getReadableAsTypedArray }) {
  const trace = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(4)) });
  const failure = await getReadableAsTypedArray(trace, "/no/such/folder/trace.json").catch((/** @type {Error} */ error) => error);
  if (!(failure instanceof Error)) return undefined;
  return trace.locked ? `it fails (${failure.message}), and the trace's stream stays locked: nobody can end it in the browser` : undefined;
}
